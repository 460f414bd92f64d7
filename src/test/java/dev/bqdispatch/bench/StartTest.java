package dev.bqdispatch.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StartTest {
    @TempDir
    private Path folder;

    private void jdk(String name, String release) throws IOException {
        Path java = folder.resolve(name).resolve("bin/java");
        Files.createDirectories(java.getParent());
        Files.createFile(java);
        assertThat(java.toFile().setExecutable(true)).isTrue();
        Files.writeString(folder.resolve(name).resolve("release"), release);
    }

    @Test
    void theNewestJdkIsTheOneWithTheHighestNumber() throws IOException {
        jdk("a", "IMPLEMENTOR=\"X\"\nJAVA_VERSION=\"125.0.1\"\n");
        jdk("b", "JAVA_VERSION=\"99\"\n");
        jdk("c", "no version\n");

        assertThat(Jdk.newer(folder)).contains(new Jdk(folder.resolve("a"), 125));
    }

    @Test
    void anOlderJdkIsNoNewerOne() throws IOException {
        jdk("a", "JAVA_VERSION=\"11.0.2\"\n");

        assertThat(Jdk.newer(folder)).isEmpty();
        assertThat(Jdk.newer(folder.resolve("nowhere"))).isEmpty();
    }

    @Test
    void whatTheTrainingSaysIsWhyThereIsNoCache() throws Exception {
        Path java = folder.resolve("bin/java");
        Files.createDirectories(java.getParent());
        Files.writeString(java, "#!/bin/sh\nexit 1\n");
        assertThat(java.toFile().setExecutable(true)).isTrue();

        String wrong = Start.train(new Jdk(folder, 25), folder.resolve("a.jar"), folder.resolve("a.aot"));

        assertThat(wrong).isEqualTo("aot.sh: the service did not start");
    }
}
