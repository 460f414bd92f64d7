package dev.bqdispatch.bench;

import java.io.IOException;

/** The service, with events that nothing waits for. */
final class ServiceContender implements Contender {
    private static final String OUTCOME = "unmatched";

    private final Serving serving;

    ServiceContender(Serving serving) {
        this.serving = serving;
    }

    @Override
    public ProcessHandle handle() {
        return serving.handle();
    }

    @Override
    public Samples watch(long events) throws IOException, InterruptedException {
        return serving.watch(OUTCOME, events);
    }

    @Override
    public void close() throws IOException {
        serving.close();
    }
}
