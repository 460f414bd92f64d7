package dev.bqdispatch.flow;

import dev.bqdispatch.Pace;
import dev.bqdispatch.Service;
import dev.bqdispatch.cli.Startup;
import dev.bqdispatch.config.Env;
import dev.bqdispatch.config.Environment;
import dev.bqdispatch.fake.Gateway;
import dev.bqdispatch.fault.Retrier;
import dev.bqdispatch.ingest.LeaseTimes;
import dev.bqdispatch.rule.Parsed;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import org.awaitility.Awaitility;

/** One service in this process, with its own way to Google. */
public final class Replica implements AutoCloseable {
    private static final Retrier.Patience HASTY = new Retrier.Patience(3, Duration.ofMillis(5), Duration.ofMillis(50));

    private final Gateway gateway;
    private final Service service;

    private Replica(Gateway gateway, Service service) {
        this.gateway = gateway;
        this.service = service;
    }

    static Replica start(
            Gateway gateway, String config, Map<String, String> variables, Map<Env, String> given, Clock clock) {
        Map<String, String> env = env(gateway);
        env.putAll(variables);
        Map<Env, String> flags = new HashMap<>(given);
        flags.put(Env.CONFIG, config);
        Parsed<Startup> startup = Startup.read(new Environment(env::get, flags));
        if (startup instanceof Parsed.Bad<Startup> bad) {
            throw new IllegalArgumentException(bad.problems().toString());
        }
        Pace pace = new Pace(HASTY, LeaseTimes.USUAL, clock, nanos(clock), RandomGenerator.getDefault());
        try {
            return new Replica(
                    gateway,
                    Service.start(((Parsed.Good<Startup>) startup).value(), pace, env::get)
                            .await());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Claims are to grow old as the scene's time passes, and not as that of the machine does. */
    static LongSupplier nanos(Clock clock) {
        return () -> Duration.between(Scene.NOW, clock.instant()).toNanos();
    }

    /** Variables with which a service finds the way through a gateway, and any free port. */
    static Map<String, String> env(Gateway gateway) {
        Map<String, String> env = new HashMap<>();
        env.put("PUBSUB_TRANSPORT", "http");
        env.put("PUBSUB_EMULATOR_HOST", gateway.url());
        env.put("STORAGE_EMULATOR_HOST", gateway.url());
        env.put("BIGQUERY_EMULATOR_HOST", gateway.url());
        env.put("KMS_EMULATOR_HOST", gateway.url());
        env.put("SLACK_API_URL", gateway.url() + "/slack");
        env.put("HOST", "127.0.0.1");
        env.put("PORT", "0");
        return env;
    }

    public Gateway gateway() {
        return gateway;
    }

    /** Where health and metrics are. */
    public int port() {
        return service.port();
    }

    /** Dies on the spot: nothing it does from now on has an effect. */
    public void kill() {
        gateway.kill();
        close();
    }

    /** Is told to end while it is asleep, and wakes up once that has got through to it. */
    CompletableFuture<Void> closeAsleep(Sleep sleep) {
        CompletableFuture<Void> closed;
        try (LogLines lines = LogLines.of("dev.bqdispatch.ingest.Drain")) {
            closed = CompletableFuture.runAsync(this::close);
            Awaitility.await().until(() -> lines.all().contains("draining"));
        }
        sleep.wake();
        return closed;
    }

    /** Ends as on SIGTERM. */
    @Override
    public void close() {
        service.close().await();
        gateway.close();
    }
}
