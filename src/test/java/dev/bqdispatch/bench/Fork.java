package dev.bqdispatch.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** A main class of the test tree in a JVM of its own. */
final class Fork implements AutoCloseable {
    private static final int LAST_LINES = 10;
    private static final int PATIENCE_MINUTES = 5;

    private final Class<?> main;
    private final Process process;
    private final Deque<String> last = new ArrayDeque<>();

    private Fork(Class<?> main, Process process) {
        this.main = main;
        this.process = process;
    }

    static Fork start(Class<?> main, List<String> jvm, List<String> arguments) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString())
                .redirectErrorStream(true);
        builder.command().addAll(jvm);
        builder.command().addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        builder.command().addAll(arguments);
        return new Fork(main, builder.start());
    }

    /**
     * Runs it to its end.
     *
     * @param lines gets each line that it says
     * @throws IOException with its last words, if it does not end well
     */
    static void run(Class<?> main, List<String> jvm, List<String> arguments, Consumer<String> lines)
            throws IOException, InterruptedException {
        try (Fork fork = start(main, jvm, arguments)) {
            // Reading its output ends with it, and one that hangs never ends.
            CompletableFuture.delayedExecutor(PATIENCE_MINUTES, TimeUnit.MINUTES)
                    .execute(fork::close);
            fork.read(lines);
            if (fork.process.waitFor() != 0) {
                throw fork.failed();
            }
        }
    }

    ProcessHandle handle() {
        return process.toHandle();
    }

    /** Hands on each line that it says, until it ends. */
    void read(Consumer<String> lines) throws IOException {
        try (BufferedReader reader = process.inputReader(UTF_8)) {
            reader.lines().forEach(line -> {
                lines.accept(line);
                keep(line);
            });
        }
    }

    private void keep(String line) {
        synchronized (last) {
            last.add(line);
            if (last.size() > LAST_LINES) {
                last.remove();
            }
        }
    }

    /** What there is to say if it does not do what it should. */
    IOException failed() {
        synchronized (last) {
            return new IOException(main.getSimpleName() + " failed: " + String.join(" / ", last));
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
