package dev.bqdispatch.replay;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bqdispatch.job.CompletedJob;
import dev.bqdispatch.job.Decoded;
import dev.bqdispatch.job.JobRef;
import dev.bqdispatch.job.JobResource;
import dev.bqdispatch.ledger.ChildLabels;
import dev.bqdispatch.message.ActionReport;
import dev.bqdispatch.message.DoneAction;
import dev.bqdispatch.rule.Parsed;
import dev.bqdispatch.rule.Problem;
import dev.bqdispatch.rule.RouteKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What a replay needs of the entry of a failed dispatch.
 *
 * @param job as far as the event told it
 * @param resource the job in the form of the REST resource, as far as the event told it
 * @param matchedUrl where its deferred task was; empty if it had none
 * @param matchedRoute the route that took it, as {@code name in document}; empty if none did
 * @param done actions that need no repetition
 */
record FailedEntry(
        CompletedJob job,
        ObjectNode resource,
        String eventId,
        String matchedUrl,
        String matchedRoute,
        List<DoneAction> done) {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final Set<ActionReport.Status> FINISHED =
            Set.of(ActionReport.Status.DONE, ActionReport.Status.SUBMITTED, ActionReport.Status.SKIPPED);

    FailedEntry {
        done = List.copyOf(done);
    }

    /**
     * Reads an entry.
     *
     * @param url of the entry, for complaints
     */
    static Parsed<FailedEntry> read(String text, String url) {
        JsonNode root;
        try {
            root = MAPPER.readTree(text);
        } catch (JsonProcessingException e) {
            return bad(url, "$", "is no JSON, and so no entry: " + e.getOriginalMessage());
        }
        JsonNode response = root.path("Response");
        if (!(root instanceof ObjectNode entry) || !response.isObject()) {
            return bad(url, "$.Response", "is missing; expected the entry of a dispatch, as this version writes it");
        }
        String status = response.path("Status").asText();
        if (response.path("DryRun").asBoolean()) {
            return bad(url, "$.Response.DryRun", "is true: nothing was done, so there is nothing to do again");
        }
        if (status.isEmpty()) {
            return bad(url, "$.Response.Status", "is missing; expected error, as this version writes it");
        }
        return status.equals("error")
                ? read(entry, response, url)
                : bad(url, "$.Response.Status", "is " + status + ", so nothing is to be replayed; expected error");
    }

    private static Parsed<FailedEntry> read(ObjectNode entry, JsonNode response, String url) {
        ObjectNode resource = entry.deepCopy();
        resource.remove(List.of("Actions", "Response"));
        Decoded decoded = JobResource.read(resource);
        if (!(decoded instanceof Decoded.Finished finished)) {
            String why = decoded instanceof Decoded.Invalid invalid ? invalid.reason() : "it is not done";
            return bad(url, "$", "tells of no finished job: " + why);
        }
        JobRef ref = finished.job().ref();
        JsonNode named = response.path("JobRef");
        if (!ref.jobId().equals(named.path("JobID").asText())
                || !ref.project().equals(named.path("ProjectID").asText())) {
            return bad(url, "$.Response.JobRef", "names another job than $.jobReference, " + ref);
        }
        return new Parsed.Good<>(
                new FailedEntry(
                        finished.job(),
                        resource,
                        response.path("EventID").asText(),
                        response.path("MatchedURL").asText(),
                        response.path("MatchedRoute").asText(),
                        done(entry.path("Actions"))),
                List.of());
    }

    private static Parsed<FailedEntry> bad(String url, String path, String message) {
        return new Parsed.Bad<>(List.of(new Problem(url, path, message)));
    }

    private static List<DoneAction> done(JsonNode actions) {
        List<DoneAction> done = new ArrayList<>();
        int index = 0;
        for (JsonNode action : actions) {
            for (ActionReport.Status status : FINISHED) {
                if (status.word().equals(action.path("Status").asText())) {
                    String child = action.path("ChildJobID").asText();
                    done.add(new DoneAction(
                            index,
                            action,
                            status,
                            action.path("Attempts").asInt(),
                            Duration.ofMillis(action.path("TimeTakenMs").asLong()),
                            child.isEmpty() ? null : child));
                }
            }
            index++;
        }
        return done;
    }

    /** Why the dispatch of an entry failed; empty if it did not. */
    static String error(String text) {
        try {
            return MAPPER.readTree(text).path("Response").path("Error").asText();
        } catch (JsonProcessingException e) {
            return "";
        }
    }

    /** Whether this route, by its name or {@code #index}, took the job; or, by its name, submitted it. */
    boolean isOf(String route) {
        return matchedRoute.equals(route)
                || matchedRoute.startsWith(route + " in ")
                || RouteKey.ofName(route).equals(job.labels().get(ChildLabels.ROUTE));
    }
}
