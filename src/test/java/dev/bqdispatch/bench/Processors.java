package dev.bqdispatch.bench;

import java.io.IOException;
import java.util.List;

/** Lets processes stand still and go on, and says on which processors they run, as far as the system lets itself be told. */
final class Processors {
    private Processors() {}

    static void stop(ProcessHandle process) throws IOException {
        require(List.of("kill", "-STOP", pid(process)));
    }

    static void resume(ProcessHandle process) throws IOException {
        require(List.of("kill", "-CONT", pid(process)));
    }

    /**
     * Keeps a process to some processors, all of its threads.
     *
     * @param processors as {@code taskset} takes them: {@code 0}, or {@code 1-3}
     * @return whether it is so now
     */
    static boolean keep(ProcessHandle process, String processors) {
        try {
            return run(List.of("taskset", "-acp", processors, pid(process))) == 0;
        } catch (IOException notHere) {
            return false;
        }
    }

    private static String pid(ProcessHandle process) {
        return Long.toString(process.pid());
    }

    private static void require(List<String> command) throws IOException {
        if (run(command) != 0) {
            throw new IOException(String.join(" ", command) + " failed");
        }
    }

    private static int run(List<String> command) throws IOException {
        try {
            return new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("was not to wait for " + command.get(0), e);
        }
    }
}
