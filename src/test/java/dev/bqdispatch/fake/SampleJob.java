package dev.bqdispatch.fake;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * A finished job of somebody else's, for tests: made by its type, refined by {@code with…}, told by {@link #event} or
 * {@link #toRest}. Tables are written {@code project:dataset.table}. Immutable.
 */
public final class SampleJob {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00.123Z");

    private final JobRef ref;
    private final ObjectNode configuration;
    private final String user;
    private final Instant end;
    private final String parent;
    private final List<JobFailure> failure;

    private SampleJob(
            JobRef ref, ObjectNode configuration, String user, Instant end, String parent, List<JobFailure> failure) {
        this.ref = ref;
        this.configuration = configuration;
        this.user = user;
        this.end = end;
        this.parent = parent;
        this.failure = failure;
    }

    private static SampleJob of(String id, ObjectNode configuration) {
        JobRef ref = new JobRef("acme", "US", id);
        return new SampleJob(ref, configuration, "ann@example.com", NOON, "", List.of());
    }

    /** A query that wrote a table. */
    public static SampleJob query(String id, String sql, String destination) {
        ObjectNode configuration = Json.object();
        ObjectNode query = configuration.putObject("query").put("query", sql);
        query.set("destinationTable", TableId.parse(destination).toRest());
        query.put("createDisposition", "CREATE_IF_NEEDED").put("writeDisposition", "WRITE_TRUNCATE");
        return of(id, configuration);
    }

    /** A query without a destination table, as DDL, or as many that failed. */
    public static SampleJob query(String id, String sql) {
        ObjectNode configuration = Json.object();
        configuration.putObject("query").put("query", sql);
        return of(id, configuration);
    }

    public static SampleJob load(String id, String destination, String... sourceUris) {
        ObjectNode configuration = Json.object();
        ObjectNode load = configuration.putObject("load");
        if (sourceUris.length > 0) {
            List.of(sourceUris).forEach(load.putArray("sourceUris")::add);
        }
        load.set("destinationTable", TableId.parse(destination).toRest());
        return of(id, configuration);
    }

    public static SampleJob extract(String id, String source, String... destinationUris) {
        ObjectNode configuration = Json.object();
        ObjectNode extract = configuration.putObject("extract");
        extract.set("sourceTable", TableId.parse(source).toRest());
        List.of(destinationUris).forEach(extract.putArray("destinationUris")::add);
        return of(id, configuration);
    }

    public static SampleJob copy(String id, String destination, String... sources) {
        ObjectNode configuration = Json.object();
        ObjectNode copy = configuration.putObject("copy");
        ArrayNode tables = copy.putArray("sourceTables");
        List.of(sources).forEach(source -> tables.add(TableId.parse(source).toRest()));
        copy.set("destinationTable", TableId.parse(destination).toRest());
        return of(id, configuration);
    }

    /** Where it ran; unless told {@code acme}. */
    public SampleJob withProject(String project) {
        return with(new JobRef(project, ref.location(), ref.id()));
    }

    /** Where it ran; unless told {@code US}. */
    public SampleJob withLocation(String location) {
        return with(new JobRef(ref.project(), location, ref.id()));
    }

    private SampleJob with(JobRef other) {
        return new SampleJob(other, configuration, user, end, parent, failure);
    }

    public SampleJob withLabels(Map<String, String> labels) {
        ObjectNode labelled = configuration.deepCopy();
        ObjectNode all = labelled.putObject("labels");
        labels.forEach(all::put);
        return new SampleJob(ref, labelled, user, end, parent, failure);
    }

    public SampleJob withUser(String email) {
        return new SampleJob(ref, configuration, email, end, parent, failure);
    }

    /** It started a second before its end, and was created a second before that. */
    public SampleJob endedAt(Instant time) {
        return new SampleJob(ref, configuration, user, time, parent, failure);
    }

    /** A statement of a script, whose job the parent is. */
    public SampleJob withParent(String jobId) {
        return new SampleJob(ref, configuration, user, end, jobId, failure);
    }

    public SampleJob failed(String reason, String message) {
        return new SampleJob(ref, configuration, user, end, parent, List.of(new JobFailure(reason, message)));
    }

    /** The completion in one of the formats, as the data of a message. */
    public ObjectNode event(EventFormat format) {
        return format.of(toRest());
    }

    /** What else Cloud Logging says of a query, none of it the completion. */
    public List<ObjectNode> noise() {
        return QueryNoise.of(toRest());
    }

    /** The REST resource, state DONE. */
    public ObjectNode toRest() {
        ObjectNode pending = JobResource.pending(ref, configuration, user, end.minus(Duration.ofSeconds(2)));
        ObjectNode running = JobResource.running(pending, end.minus(Duration.ofSeconds(1)));
        if (!parent.isEmpty()) {
            ((ObjectNode) running.path("statistics")).put("parentJobId", parent);
        }
        return JobResource.done(running, end, failure.isEmpty() ? null : failure.get(0));
    }
}
