package dev.bqdispatch.chaos;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The packaged service as a process, with a clock of its own. */
final class ReplicaProcess {
    private static final String MAIN = "dev.bqdispatch.OddPace";

    private final Process process;
    private volatile boolean served;

    private ReplicaProcess(Process process) {
        this.process = process;
    }

    /**
     * Starts it.
     *
     * @param classPath the jar, then the classes of the tests
     * @param pace what its sense of time is told
     * @param log what it says is added there
     */
    static ReplicaProcess start(String classPath, List<String> pace, Map<String, String> environment, Path log)
            throws IOException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        // Its life is short: code that is compiled best comes when it is killed.
        List<String> command = new ArrayList<>(
                List.of(java, "-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-cp", classPath, MAIN));
        command.addAll(pace);
        command.add("serve");
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        String path = System.getenv("PATH");
        builder.environment().clear();
        builder.environment().put("PATH", path == null ? "" : path);
        builder.environment().putAll(environment);
        ReplicaProcess started = new ReplicaProcess(builder.start());
        Thread reader = new Thread(() -> started.read(log), "log of " + log.getFileName());
        reader.setDaemon(true);
        reader.start();
        return started;
    }

    private void read(Path log) {
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8);
                PrintWriter out = new PrintWriter(
                        Files.newBufferedWriter(log, StandardOpenOption.CREATE, StandardOpenOption.APPEND))) {
            out.println("---- process " + process.pid());
            lines.lines().forEach(line -> {
                served |= line.contains("bqdispatch serves");
                out.println(line);
                out.flush();
            });
        } catch (IOException | UncheckedIOException e) {
            // A stream that is closed in the middle of a line belongs to a process that was killed.
        }
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** Whether it ever came to serve. */
    boolean served() {
        return served;
    }

    int exitCode() {
        return process.exitValue();
    }

    void kill() {
        process.destroyForcibly();
    }

    /** SIGTERM; not Process.destroy, which would stop listening to what it still has to say. */
    void terminate() {
        process.toHandle().destroy();
    }

    /** Stops it in the middle of whatever it does. */
    void freeze() {
        signal("-STOP");
    }

    void thaw() {
        signal("-CONT");
    }

    boolean endsWithin(Duration time) throws InterruptedException {
        return process.waitFor(time.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void signal(String signal) {
        try {
            new ProcessBuilder("kill", signal, Long.toString(process.pid()))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
