package dev.bqdispatch.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.ByteString;
import com.google.pubsub.v1.PubsubMessage;
import dev.bqdispatch.fake.MessageSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged jar as the image runs it, where nothing can be written. */
class ReadOnlyIT {
    /** Nobody can make a folder below a device, not even root. */
    private static final String NO_FOLDER = "/dev/null/none";

    private static final Pattern OPTION = Pattern.compile("\"(?<option>-[XD][^\"]+)\"");

    @TempDir
    private Path empty;

    @Test
    void itServesWithoutWritingAFile() throws IOException, InterruptedException {
        List<String> jvm = new ArrayList<>(options());
        jvm.addAll(List.of("-Djava.io.tmpdir=" + NO_FOLDER, "-Duser.home=" + NO_FOLDER));
        Map<String, String> env = Map.of(
                "CONFIG", Scene.config(""),
                "STORAGE_EMULATOR_HOST", "127.0.0.1:1",
                "BIGQUERY_EMULATOR_HOST", "127.0.0.1:1",
                "HOST", "127.0.0.1",
                "PORT", "0");
        try (MessageSource source = new MessageSource(100, ReadOnlyIT::message);
                PackagedService service =
                        PackagedService.in(empty, jvm, with(env, "PUBSUB_EMULATOR_HOST", source.host()), "serve")) {
            service.port();
            await().atMost(Duration.ofSeconds(60)).until(() -> source.settled() == 100);
            assertThat(performanceData(service)).doesNotExist();
            assertThat(service.terminate()).isZero();
        }
        try (Stream<Path> files = Files.list(empty)) {
            assertThat(files).isEmpty();
        }
    }

    /** The options of the JVM in the image, but for the cache, which is made with the image. */
    private static List<String> options() throws IOException {
        String dockerfile = Files.readString(Path.of("Dockerfile"));
        return OPTION.matcher(dockerfile.substring(dockerfile.indexOf("ENTRYPOINT")))
                .results()
                .map(found -> found.group(1))
                .filter(option -> !option.startsWith("-XX:AOTCache="))
                .toList();
    }

    private static Path performanceData(PackagedService service) {
        String user = System.getProperty("user.name");
        return Path.of(System.getProperty("java.io.tmpdir"), "hsperfdata_" + user, Long.toString(service.pid()));
    }

    private static Map<String, String> with(Map<String, String> env, String name, String value) {
        Map<String, String> all = new HashMap<>(env);
        all.put(name, value);
        return all;
    }

    private static PubsubMessage message(int number) {
        return PubsubMessage.newBuilder()
                .setMessageId(Integer.toString(number))
                .setData(ByteString.copyFromUtf8("{}"))
                .build();
    }
}
