package dev.bqdispatch.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/** A {@link BareLoop} that goes on for as long as it is wanted. */
final class BareContender implements Contender {
    private final Fork fork;
    private volatile Samples samples = new Samples();

    BareContender(String host, String subscription) throws IOException {
        fork = Fork.start(BareLoop.class, List.of(), List.of(host, subscription, Long.toString(Long.MAX_VALUE)));
        Thread reader = new Thread(this::read, "bare-loop-samples");
        reader.setDaemon(true);
        reader.start();
    }

    private void read() {
        try {
            fork.read(line -> Watch.read(line).ifPresent(sample -> samples.add(sample)));
        } catch (UncheckedIOException | IOException ended) {
            // Whoever waits for its events notices that it is no more.
        }
    }

    @Override
    public ProcessHandle handle() {
        return fork.handle();
    }

    @Override
    public Samples watch(long all) throws IOException, InterruptedException {
        Samples seen = new Samples();
        samples = seen;
        Glances.until(() -> isThere(seen, all), "the bare loop does not get to " + all + " events");
        return seen;
    }

    private boolean isThere(Samples seen, long all) throws IOException {
        if (!fork.handle().isAlive()) {
            throw fork.failed();
        }
        return seen.events() >= all;
    }

    @Override
    public void close() {
        fork.close();
    }
}
