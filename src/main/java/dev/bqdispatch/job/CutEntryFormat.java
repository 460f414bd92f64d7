package dev.bqdispatch.job;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Format A, of a job so large that its log entry lost its metadata, or came in pieces. Where the job is, who ran it and the
 * outcome of the call stand outside of the metadata, and in each piece.
 *
 * <p>What a piece has of the metadata is not read: a text in it may end in its middle without a sign of that, and no piece
 * says which. Pieces are not put together either, since each may reach another replica.
 *
 * @see <a href="https://cloud.google.com/logging/docs/audit/split-logs">Split audit log entries</a>
 */
final class CutEntryFormat implements JobFormat {
    /** Before the name of a job where it is written in full, as other services write the names of resources. */
    private static final String SERVICE = "//bigquery.googleapis.com/";

    private static final String TYPE = "@type";

    @Override
    public EventFormat name() {
        return EventFormat.A;
    }

    @Override
    public Outline outline() {
        Outline payload = Outline.of("resourceName")
                .with("status", Facts.ERROR)
                .with("metadata", Outline.of(TYPE))
                .with("serviceData", Outline.of(TYPE).with("jobCompletedEvent", Outline.of()));
        return Facts.ENTRY
                .and(Outline.of("timestamp"))
                .with("operation", Outline.of("last"))
                .with("protoPayload", payload);
    }

    @Override
    public boolean recognises(JsonAt root) {
        JsonAt payload = root.object("protoPayload");
        return !name(payload).isEmpty()
                && !payload.object("serviceData").has("jobCompletedEvent")
                && (Facts.isPiece(root) || isBare(payload));
    }

    private static List<String> name(JsonAt payload) {
        String name = payload.text("resourceName");
        return ResourceName.job(name.startsWith(SERVICE) ? name.substring(SERVICE.length()) : name);
    }

    /** An entry that lost its metadata still has the empty object, or the type that nothing follows any more. */
    private static boolean isBare(JsonAt payload) {
        return isBare(payload, "serviceData") && isBare(payload, "metadata");
    }

    private static boolean isBare(JsonAt payload, String key) {
        JsonNode object = payload.object(key).node();
        return object.size() <= (object.has(TYPE) ? 1 : 0);
    }

    /** An operation's last entry is that of the finished job; the others about it do not say so of themselves. */
    @Override
    public Optional<String> unfinished(JsonAt root) {
        if (Facts.laterPiece(root)) {
            return Optional.of(Facts.LATER_PIECE);
        }
        return root.object("operation").flag("last")
                ? Optional.empty()
                : Optional.of("a cut log entry, and not the last of its operation");
    }

    @Override
    public CompletedJob read(JsonAt root) {
        JsonAt payload = root.object("protoPayload");
        List<String> name = name(payload);
        JobRef ref = Facts.ref(payload, name.get(0), Facts.entryLocation(root), name.get(1));
        return new CompletedJob(
                ref,
                JobType.QUERY,
                null,
                List.of(),
                List.of(),
                List.of(),
                "",
                "",
                Map.of(),
                Facts.principal(root),
                Facts.error(payload.object("status")),
                new JobTimes(null, null, null, root.time("timestamp")),
                Facts.scriptChild(ref.jobId(), ""),
                Set.of(Gap.EVERYTHING));
    }

    @Override
    public ObjectNode resource(CompletedJob job, JsonAt root) {
        return RestJob.head(job);
    }
}
