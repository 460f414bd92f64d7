package dev.bqdispatch.local;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.bqdispatch.config.Env;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** The packaged service as a process of its own. */
public final class ServiceProcess implements AutoCloseable {
    /** More than the service takes by itself: its time for draining, and some. */
    private static final Duration PATIENCE = Duration.ofSeconds(40);

    private final Process process;
    private final String url;
    private final Thread log;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();

    private ServiceProcess(Process process, int port, Consumer<String> lines) {
        this.process = process;
        this.url = "http://127.0.0.1:" + port;
        this.log = new Thread(() -> pass(process, lines), "service-log");
        log.setDaemon(true);
        log.start();
    }

    /**
     * Starts the jar.
     *
     * @param environment in place of whatever the service would read from this process's environment, but for how it logs
     * @param lines gets each line of its output
     */
    static ServiceProcess start(Path jar, int port, Map<String, String> environment, Consumer<String> lines)
            throws IOException {
        return start(jar, List.of(), port, environment, lines);
    }

    /**
     * Starts the jar.
     *
     * @param jvm options of the JVM
     */
    public static ServiceProcess start(
            Path jar, List<String> jvm, int port, Map<String, String> environment, Consumer<String> lines)
            throws IOException {
        return start(Path.of(System.getProperty("java.home")), jar, jvm, port, environment, lines);
    }

    /**
     * Starts the jar.
     *
     * @param home of the JDK
     * @param jvm options of the JVM
     */
    public static ServiceProcess start(
            Path home, Path jar, List<String> jvm, int port, Map<String, String> environment, Consumer<String> lines)
            throws IOException {
        ProcessBuilder builder = new ProcessBuilder(home.resolve("bin/java").toString()).redirectErrorStream(true);
        builder.command().addAll(jvm);
        builder.command().addAll(List.of("-jar", jar.toString(), "serve"));
        EnumSet<Env> own = EnumSet.complementOf(EnumSet.of(Env.LOG_LEVEL, Env.LOG_FORMAT));
        own.forEach(variable -> builder.environment().keySet().removeAll(variable.variables()));
        builder.environment().putAll(environment);
        builder.environment().putAll(Map.of("HOST", "127.0.0.1", "PORT", Integer.toString(port)));
        return new ServiceProcess(builder.start(), port, lines);
    }

    private static void pass(Process process, Consumer<String> lines) {
        try (BufferedReader reader = process.inputReader(UTF_8)) {
            reader.lines().forEach(lines);
        } catch (IOException e) {
            lines.accept("(the log can't be read any more: " + e.getMessage() + ")");
        }
    }

    String url() {
        return url;
    }

    public boolean isReady() {
        return get("/health/ready").isPresent();
    }

    /** What the service answers at a path; empty if it does not, or not with 200. */
    public Optional<String> get(String path) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url + path))
                .timeout(Duration.ofSeconds(5))
                .build();
        try {
            var response = http.send(request, BodyHandlers.ofString());
            return Optional.of(response.body()).filter(body -> response.statusCode() == 200);
        } catch (IOException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    /** What the system knows of it. */
    public ProcessHandle handle() {
        return process.toHandle();
    }

    /** Waits so long, or less if the process ends. */
    public boolean endsWithin(Duration time) throws InterruptedException {
        return process.waitFor(time.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** To be asked once it has ended. */
    public int exitCode() {
        return process.exitValue();
    }

    @Override
    public void close() {
        end();
    }

    /** Ends it as an operator would, with SIGTERM, and waits until it has; may be called again. */
    public void end() {
        // Not process.destroy(), which closes the stream of its last words too.
        process.toHandle().destroy();
        try {
            if (!endsWithin(PATIENCE)) {
                process.destroyForcibly();
            }
            log.join(PATIENCE.toMillis());
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
