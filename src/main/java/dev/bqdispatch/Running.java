package dev.bqdispatch;

import dev.bqdispatch.cli.Startup;
import io.vertx.core.Future;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs the service as a process: from start to SIGTERM. */
final class Running {
    private static final Logger LOG = LoggerFactory.getLogger(Running.class);

    /** What the end may take beyond the time for draining: with 8 s for that it fits into the 10 s of Cloud Run. */
    private static final long LAST_CALLS_MS = 1_500;

    private Running() {}

    /**
     * Starts the service and waits for the end of the process, which a signal brings about.
     *
     * @throws Exception with a sentence for the operator, if it can't start
     */
    static int run(Startup startup, Pace pace, Function<String, @Nullable String> env) throws Exception {
        Future<Service> starting = Service.start(startup, pace, env);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> end(starting, startup), "end"));
        Service service = starting.await();
        LOG.atInfo()
                .addKeyValue("port", service.port())
                .addKeyValue("config", startup.loaded().bundle().document().uri())
                .addKeyValue("version", startup.loaded().bundle().version())
                .addKeyValue(
                        "subscription",
                        startup.loaded().configuration().settings().subscription())
                .log("bqdispatch serves");
        new CountDownLatch(1).await();
        return 0;
    }

    private static void end(Future<Service> starting, Startup startup) {
        if (starting.failed()) {
            // Then it is not a signal that ends us, and the exit code says so.
            return;
        }
        LOG.info("told to end");
        // Calls that are cut short answer to event loops that are gone: no news, and no line for the log's readers.
        Thread.setDefaultUncaughtExceptionHandler(
                (thread, error) -> LOG.debug("{} was cut short", thread.getName(), error));
        long patience =
                startup.loaded().configuration().settings().drainTimeout().toMillis() + LAST_CALLS_MS;
        try {
            starting.compose(Service::close).await(patience, TimeUnit.MILLISECONDS);
            LOG.info("ended");
        } catch (TimeoutException e) {
            LOG.warn("ended before everything was closed");
        } catch (Exception e) {
            LOG.atWarn().setCause(e).log("ended, but not cleanly");
        }
        System.err.flush();
        // A JVM that a signal ends says 143 even after a clean end.
        Runtime.getRuntime().halt(0);
    }
}
