package dev.bqdispatch.chaos;

import com.fasterxml.jackson.databind.JsonNode;
import dev.bqdispatch.fake.EventFormat;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** Tells of child jobs that end: at once, and some again a few seconds later. */
final class ChildEvents implements Consumer<JsonNode>, AutoCloseable {
    private static final int LATEST_MS = 4_000;

    private final Script script;
    private final Topic topic;
    private final AtomicInteger pending = new AtomicInteger();
    private final AtomicInteger messages = new AtomicInteger();
    private final AtomicInteger jobs = new AtomicInteger();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(body -> {
        Thread thread = new Thread(body, "child events");
        thread.setDaemon(true);
        return thread;
    });

    ChildEvents(Script script, Topic topic) {
        this.script = script;
        this.topic = topic;
    }

    @Override
    public void accept(JsonNode job) {
        jobs.incrementAndGet();
        List<EventFormat> formats = script.formatsOf(Cloud.jobId(job));
        SplittableRandom random = new SplittableRandom(Cloud.jobId(job).hashCode());
        for (int i = 0; i < formats.size(); i++) {
            EventFormat format = formats.get(i);
            pending.incrementAndGet();
            var unused = timer.schedule(
                    () -> {
                        topic.publish(format.of(job).toString());
                        messages.incrementAndGet();
                        pending.decrementAndGet();
                    },
                    i == 0 ? 0 : random.nextInt(LATEST_MS),
                    TimeUnit.MILLISECONDS);
        }
    }

    /** How many completions are still to be told. */
    int pending() {
        return pending.get();
    }

    int messages() {
        return messages.get();
    }

    /** How many jobs have ended. */
    int jobs() {
        return jobs.get();
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
