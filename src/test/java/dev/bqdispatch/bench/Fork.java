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
final class Fork {
    private static final int LAST_LINES = 10;
    private static final int PATIENCE_MINUTES = 5;

    private Fork() {}

    /**
     * Runs it to its end.
     *
     * @param lines gets each line that it says
     * @throws IOException with its last words, if it does not end well
     */
    static void run(Class<?> main, List<String> jvm, List<String> arguments, Consumer<String> lines)
            throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString())
                .redirectErrorStream(true);
        builder.command().addAll(jvm);
        builder.command().addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        builder.command().addAll(arguments);
        Deque<String> last = new ArrayDeque<>();
        Process process = builder.start();
        // Reading its output ends with it, and one that hangs never ends.
        CompletableFuture.delayedExecutor(PATIENCE_MINUTES, TimeUnit.MINUTES).execute(process::destroyForcibly);
        try (BufferedReader reader = process.inputReader(UTF_8)) {
            reader.lines().forEach(line -> {
                lines.accept(line);
                last.add(line);
                if (last.size() > LAST_LINES) {
                    last.remove();
                }
            });
            if (process.waitFor() != 0) {
                throw new IOException(main.getSimpleName() + " failed: " + String.join(" / ", last));
            }
        } finally {
            process.destroyForcibly();
        }
    }
}
