package dev.bqdispatch.local;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.bqdispatch.fake.FakeStorage;
import dev.bqdispatch.fake.StoredObject;
import java.io.UncheckedIOException;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** An entry of the service's journal, read as an operator would. */
record Entry(String url, JsonNode json) {
    private static final JsonMapper MAPPER = new JsonMapper();

    /** All entries, in the order in which they were written. */
    static List<Entry> all(FakeStorage storage) {
        return Stream.of("journal/", "errors/")
                .flatMap(folder -> storage.list(LocalCloud.BUCKET + folder).stream())
                .filter(url -> url.endsWith("-job.json"))
                .flatMap(url -> storage.find(url).stream())
                .sorted(Comparator.comparingLong(StoredObject::generation))
                .map(object -> new Entry(object.url(), parse(object.text())))
                .toList();
    }

    static Optional<Entry> of(String jobId, FakeStorage storage) {
        return all(storage).stream()
                .filter(entry -> entry.jobId().equals(jobId))
                .findFirst();
    }

    private static JsonNode parse(String text) {
        try {
            return MAPPER.readTree(text);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    String jobId() {
        return text("/jobReference/jobId");
    }

    /** The job that the chain began with; a dispatch without one is a chain of its own. */
    String chainId() {
        return text("/Response/ChainID");
    }

    String status() {
        return text("/Response/Status");
    }

    String error() {
        return text("/Response/Error");
    }

    String jobError() {
        return text("/Response/JobError");
    }

    /** The child job that the rest of the plan waits for; empty if there is none. */
    String continues() {
        return text("/Response/Continues");
    }

    /** The URL of the deferred task, or the route. */
    String matched() {
        String task = text("/Response/MatchedURL");
        return task.isEmpty() ? "route " + text("/Response/MatchedRoute") : "deferred task " + task;
    }

    List<JsonNode> actions() {
        return StreamSupport.stream(json.path("Actions").spliterator(), false).toList();
    }

    /** Each action and what became of it, as {@code copy submitted}. */
    List<String> steps() {
        return actions().stream()
                .map(action -> action.path("Action").asText() + " "
                        + action.path("Status").asText())
                .toList();
    }

    private String text(String pointer) {
        return json.at(pointer).asText("");
    }
}
