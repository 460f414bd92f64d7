package dev.bqdispatch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class ProgressTest {
    private final StringWriter screen = new StringWriter();

    private void run(boolean watched, int all) {
        PrintWriter terminal = new PrintWriter(screen, true);
        Progress progress = new Progress(terminal, watched, all);
        progress.step(() -> terminal.print("one is done\n"));
        progress.end();
    }

    @Test
    void theBarGrowsAndGivesWayToWhatIsSaid() {
        run(true, 3);
        assertThat(screen.toString())
                .startsWith("[" + ".".repeat(30) + "] 0 of 3\r")
                .contains("one is done\n[" + "#".repeat(10) + ".".repeat(20) + "] 1 of 3")
                .endsWith("\r\u001b[K");
    }

    @Test
    void whereNobodyWatchesThereIsNoBar() {
        run(false, 3);
        assertThat(screen.toString()).isEqualTo("one is done\n");
    }
}
