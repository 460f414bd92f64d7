package dev.bqdispatch.fake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** What names a job: no two have the same project, location and ID. */
record JobRef(String project, String location, String id) {
    static JobRef of(JsonNode rest) {
        JsonNode ref = rest.path("jobReference");
        return new JobRef(
                Json.text(ref, "projectId", ""), Json.text(ref, "location", "US"), Json.text(ref, "jobId", ""));
    }

    ObjectNode toRest() {
        return Json.object().put("projectId", project).put("jobId", id).put("location", location);
    }

    @Override
    public String toString() {
        return project + ":" + location + "." + id;
    }
}
