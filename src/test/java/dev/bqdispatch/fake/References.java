package dev.bqdispatch.fake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Messages that name a job and leave it to the reader to look it up. */
public final class References {
    private References() {}

    /** {@code {"ProjectID", "JobID", "EventID"}}, as whoever knows no location writes it. */
    public static ObjectNode plain(JsonNode job) {
        JobRef ref = JobRef.of(job);
        return Json.object()
                .put("ProjectID", ref.project())
                .put("JobID", ref.id())
                .put("EventID", "event-of-" + ref.id());
    }

    static ObjectNode located(JsonNode job) {
        return plain(job).put("Location", JobRef.of(job).location());
    }

    /** The event of a background function. */
    public static ObjectNode background(JsonNode job) {
        JobRef ref = JobRef.of(job);
        ObjectNode event = Json.object();
        event.putObject("context")
                .put("eventId", "event-of-" + ref.id())
                .put("eventType", "google.cloud.bigquery.job.complete")
                .putObject("resource")
                .put("service", "bigquery.googleapis.com")
                .put("name", "projects/" + ref.project() + "/jobs/" + ref.id());
        event.putObject("data");
        return event;
    }
}
