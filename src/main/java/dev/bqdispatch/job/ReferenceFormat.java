package dev.bqdispatch.job;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Format C, a reference to a job: {@code {"ProjectID", "JobID", "EventID"}}, with {@code "Location"} if its writer knows it,
 * keys in any case; or the event of a background function about a job.
 *
 * @see <a href="https://cloud.google.com/functions/1stgendocs/writing/write-event-driven-functions">Background functions</a>
 */
final class ReferenceFormat {
    private static final Pattern JOB = Pattern.compile("(?://[^/]+/)?projects/([^/]+)/jobs/([^/]+)");
    private static final String PROJECT_ID = "ProjectID";
    private static final String JOB_ID = "JobID";
    private static final String LOCATION = "Location";
    private static final String EVENT_ID = "EventID";
    private static final String BIGQUERY = "bigquery.googleapis.com";

    /** All that is looked at. */
    static final Outline OUTLINE = outline();

    private ReferenceFormat() {}

    private static Outline outline() {
        Outline event = Outline.of("eventId").with("resource", Outline.of("name", "service"));
        return Outline.ofAnyCase(PROJECT_ID, JOB_ID, LOCATION, EVENT_ID)
                .and(event)
                .with("context", event);
    }

    /** The job that the document names; empty if it has neither of the shapes. */
    static Optional<Decoded.Referenced> read(JsonAt root) {
        String project = key(root, PROJECT_ID);
        String job = key(root, JOB_ID);
        if (project != null && job != null) {
            String location = text(root, key(root, LOCATION));
            JobPointer pointer =
                    pointer(root, root.text(project), root.text(job), location.isEmpty() ? null : location);
            return Optional.of(referenced(pointer, id(root.node(), key(root, EVENT_ID))));
        }
        return background(root.node().path("context").isObject() ? root.object("context") : root);
    }

    /** @param event with its {@code resource} as an object or, of older functions, as its name alone */
    private static Optional<Decoded.Referenced> background(JsonAt event) {
        JsonNode resource = event.node().path("resource");
        String service = resource.path("service").asText();
        Matcher name = JOB.matcher((resource.isObject() ? resource.path("name") : resource).asText());
        if (!name.matches() || !(service.isEmpty() || service.equals(BIGQUERY))) {
            return Optional.empty();
        }
        JobPointer pointer = pointer(event, name.group(1), name.group(2), null);
        return Optional.of(referenced(pointer, id(event.node(), "eventId")));
    }

    private static Decoded.Referenced referenced(JobPointer pointer, String eventId) {
        return new Decoded.Referenced(pointer, EventFormat.C, Facts.eventId(eventId));
    }

    private static JobPointer pointer(JsonAt at, String project, String jobId, @Nullable String location) {
        try {
            return new JobPointer(project, jobId, location);
        } catch (IllegalArgumentException e) {
            throw at.wrong(String.valueOf(e.getMessage()));
        }
    }

    /** How the document spells a key; null if the key is missing or null. */
    private static @Nullable String key(JsonAt root, String name) {
        List<String> spelled = new ArrayList<>();
        root.node().fieldNames().forEachRemaining(key -> {
            if (key.equalsIgnoreCase(name) && root.has(key)) {
                spelled.add(key);
            }
        });
        if (spelled.size() > 1) {
            throw root.wrong("has both " + spelled.get(0) + " and " + spelled.get(1));
        }
        return spelled.isEmpty() ? null : spelled.get(0);
    }

    private static String text(JsonAt root, @Nullable String key) {
        return key == null ? "" : root.text(key);
    }

    /** A number does as well. */
    private static String id(JsonNode node, @Nullable String key) {
        return key == null ? "" : node.path(key).asText();
    }
}
