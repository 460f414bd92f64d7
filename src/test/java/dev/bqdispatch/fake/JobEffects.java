package dev.bqdispatch.fake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** What a job leaves behind when it succeeds: the table it wrote, or the file it exported. */
final class JobEffects {
    private final FakeTables tables;
    private final FakeStorage storage;

    JobEffects(FakeTables tables, FakeStorage storage) {
        this.tables = tables;
        this.storage = storage;
    }

    void apply(ObjectNode job) {
        String project = JobRef.of(job).project();
        JsonNode configuration = job.path("configuration");
        name(job);
        for (String kind : new String[] {"query", "load", "copy"}) {
            JsonNode destination = Json.at(configuration, kind + ".destinationTable");
            if (destination.isObject()) {
                tables.write(TableId.of(destination, project), described(configuration.path(kind)));
            }
        }
        JsonNode uris = Json.at(configuration, "extract.destinationUris");
        JsonNode uri = Json.at(configuration, "extract.destinationUri");
        Json.stream(uris.isArray() ? uris : Json.array().add(uri))
                .filter(JsonNode::isTextual)
                .forEach(each -> export(each.asText(), job));
    }

    /** What BigQuery adds to a configuration once it has looked at the job, however that ends. */
    void name(ObjectNode job) {
        if (job.path("configuration").path("query") instanceof ObjectNode query) {
            nameAnonymousResult(query, job, JobRef.of(job).project());
            query.put("createDisposition", Json.text(query, "createDisposition", "CREATE_IF_NEEDED"));
            query.put("writeDisposition", Json.text(query, "writeDisposition", "WRITE_TRUNCATE"));
        }
        JsonNode uris = Json.at(job, "configuration.extract.destinationUris");
        if (uris.size() == 1) {
            ((ObjectNode) Json.at(job, "configuration.extract")).set("destinationUri", uris.path(0));
        }
    }

    /** What a job says of the table it makes. */
    private static ObjectNode described(JsonNode job) {
        ObjectNode described = Json.object();
        for (String key : new String[] {"schema", "timePartitioning", "rangePartitioning", "clustering"}) {
            if (job.has(key)) {
                described.set(key, job.path(key).deepCopy());
            }
        }
        return described;
    }

    private void export(String uri, JsonNode job) {
        storage.put(
                uri.replace("*", "000000000000"),
                "exported by " + Json.text(job, "id", "") + " from "
                        + TableId.of(Json.at(job, "configuration.extract.sourceTable"), "") + "\n");
    }

    /** A SELECT without destination goes to a hidden dataset, whose name starts with an underscore. */
    private static void nameAnonymousResult(ObjectNode query, JsonNode job, String project) {
        if (!query.has("destinationTable")
                && Sql.statementType(Json.text(query, "query", "")).equals("SELECT")) {
            String table = "anon" + Integer.toHexString(Json.text(job, "id", "").hashCode());
            query.set("destinationTable", new TableId(project, "_fakeresults", table).toRest());
        }
    }
}
