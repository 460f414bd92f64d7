package dev.bqdispatch.local;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A message of {@code src/test/resources/events}.
 *
 * @param name its path below
 * @param jobId the first that it names; empty if none
 */
record Fixture(String name, JsonNode tree, String jobId) {
    private static final Pattern JOB_ID =
            Pattern.compile("/jobs/(?<a>[\\w-]+)|\"(?:jobId|JobID|jobID)\" ?: ?\"(?<b>[\\w-]+)\"");

    private static final ObjectMapper JSON = new ObjectMapper();

    static List<Fixture> all() throws IOException {
        URL folder = Objects.requireNonNull(Fixture.class.getResource("/events"));
        try (Stream<Path> files = Files.walk(Path.of(folder.toURI()))) {
            Path root = Path.of(folder.toURI());
            return files.filter(file -> file.toString().endsWith(".json"))
                    .sorted()
                    .map(file -> read(root.relativize(file).toString(), file))
                    .toList();
        } catch (URISyntaxException e) {
            throw new IOException(e);
        }
    }

    private static Fixture read(String name, Path file) {
        try {
            String text = Files.readString(file, UTF_8);
            Matcher found = JOB_ID.matcher(text);
            String id = !found.find() ? "" : found.group("a") == null ? found.group("b") : found.group("a");
            return new Fixture(name, JSON.readTree(text), id);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether the job has to be looked up, which takes many calls where it is nowhere. */
    boolean leadsElsewhere() {
        return name.startsWith("reference") || name.startsWith("cut") || name.contains("reference");
    }
}
