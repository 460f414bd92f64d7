package dev.bqdispatch.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MachineTest {
    @TempDir
    private Path folder;

    @Test
    void theProcessorIsNamedAsTheSystemNamesIt() throws IOException {
        Path info = Files.writeString(
                folder.resolve("cpuinfo"), "processor\t: 0\nmodel name\t: Chip @ 2.80GHz\nmodel name\t: another\n");

        assertThat(Machine.processor(info)).isEqualTo("Chip @ 2.80GHz");
        assertThat(Machine.processor(folder.resolve("none"))).isEqualTo(System.getProperty("os.arch"));
    }

    @Test
    void aMachineThatWasBusyBeforeIsCalledSo() {
        assertThat(new Machine("Chip", 2, 8, "Linux", "17", 18.04))
                .hasToString("Chip, 2 cores, 8 GB, Linux, Java 17 (BUSY: load 18.0 before the run)");
        assertThat(new Machine("Chip", 2, 8, "Linux", "17", 0.9)).hasToString("Chip, 2 cores, 8 GB, Linux, Java 17");
        assertThat(new Machine("Chip", 2, 8, "Linux", "17", -1)).hasToString("Chip, 2 cores, 8 GB, Linux, Java 17");
    }
}
