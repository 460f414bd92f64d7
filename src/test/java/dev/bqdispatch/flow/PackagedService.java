package dev.bqdispatch.flow;

import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The packaged jar as a process of its own. */
final class PackagedService implements AutoCloseable {
    private static final Pattern PORT = Pattern.compile("bqdispatch serves.*port\"?[=:]\"?(?<port>\\d+)");
    private static final Duration START = Duration.ofSeconds(60);

    private final Process process;
    private final Thread reader;
    private final List<String> output = new CopyOnWriteArrayList<>();

    private PackagedService(Process process) {
        this.process = process;
        this.reader = new Thread(this::read, "service output");
        reader.setDaemon(true);
        reader.start();
    }

    /** Runs the jar with these variables and nothing else of this process's environment but the path. */
    static PackagedService start(Map<String, String> variables, String... arguments) {
        return in(Path.of(""), List.of(), variables, arguments);
    }

    /**
     * The same in a folder, which it would write to if it wrote anything.
     *
     * @param jvm options of the JVM
     */
    static PackagedService in(Path folder, List<String> jvm, Map<String, String> variables, String... arguments) {
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString())
                .directory(folder.toAbsolutePath().toFile());
        builder.command().addAll(jvm);
        builder.command().addAll(List.of("-jar", path()));
        builder.command().addAll(List.of(arguments));
        String path = System.getenv("PATH");
        builder.environment().clear();
        builder.environment().put("PATH", path);
        builder.environment().putAll(variables);
        try {
            return new PackagedService(builder.redirectErrorStream(true).start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String path() {
        return Objects.requireNonNull(System.getProperty("bqdispatch.jar"), "-Dbqdispatch.jar names no jar");
    }

    private void read() {
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            lines.lines().forEach(output::add);
        } catch (IOException | UncheckedIOException e) {
            output.add("the output ended: " + e);
        }
    }

    /** Everything it said so far, line by line. */
    List<String> output() {
        return List.copyOf(output);
    }

    /** Waits until it serves, and says where health and metrics are. */
    int port() {
        await("the service to serve: " + output)
                .atMost(START)
                .until(() -> output.stream().anyMatch(line -> PORT.matcher(line).find()) || !process.isAlive());
        return output.stream()
                .map(PORT::matcher)
                .filter(Matcher::find)
                .map(found -> Integer.parseInt(found.group("port")))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("it ended: " + output));
    }

    long pid() {
        return process.pid();
    }

    /** SIGKILL. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** SIGTERM; returns the exit code. */
    int terminate() throws InterruptedException {
        // Not Process.destroy, which would also stop listening to what it still has to say.
        process.toHandle().destroy();
        return exitCode();
    }

    /** Waits for the end. */
    int exitCode() throws InterruptedException {
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            throw new IllegalStateException("it does not end: " + output);
        }
        reader.join(10_000);
        return process.exitValue();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
