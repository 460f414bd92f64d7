package dev.bqdispatch.flow;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bqdispatch.fake.FakeWorld;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * All that a run left behind: every object with its content, every job with its configuration. Left out is what may
 * differ between two deliveries of one event: times, attempts, and which message brought it.
 */
record Traces(Map<String, String> objects, Map<String, String> jobs) {
    private static final List<String> OF_THE_RUN = List.of("Started", "TimeTakenMs", "Attempt", "EventID", "Source");

    static Traces of(FakeWorld world) {
        Map<String, String> objects = new TreeMap<>();
        for (String bucket : List.of("gs://ops/", "gs://data/")) {
            for (String url : world.storage().list(bucket)) {
                String text = world.storage().text(url);
                objects.put(url, url.endsWith("-job.json") ? entry(text) : text);
            }
        }
        Map<String, String> jobs = new TreeMap<>();
        for (JsonNode job : world.bigQuery().jobs()) {
            JsonNode ref = job.path("jobReference");
            String name = ref.path("projectId").asText() + ":"
                    + ref.path("location").asText() + "." + ref.path("jobId").asText();
            jobs.put(name, job.path("configuration").toPrettyString());
        }
        return new Traces(objects, jobs);
    }

    private static String entry(String text) {
        JsonNode entry = Scene.read(text);
        ObjectNode response = (ObjectNode) entry.path("Response");
        response.remove(OF_THE_RUN);
        for (JsonNode action : entry.path("Actions")) {
            ((ObjectNode) action).remove(List.of("TimeTakenMs", "Attempts"));
        }
        return entry.path("id") + "\n" + entry.path("Actions").toPrettyString() + "\n" + response.toPrettyString();
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        jobs.forEach((name, job) ->
                text.append("job ").append(name).append(' ').append(job).append('\n'));
        objects.forEach((url, content) ->
                text.append("object ").append(url).append(' ').append(content).append('\n'));
        return text.toString();
    }
}
