package dev.bqdispatch.job;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

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
    /** The name of the job, alone or in full as other services write the names of resources. */
    private static final Pattern RESOURCE = Pattern.compile("(?://bigquery\\.googleapis\\.com/)?" + Facts.JOB_NAME);

    @Override
    public EventFormat name() {
        return EventFormat.A;
    }

    @Override
    public boolean recognises(JsonAt root) {
        JsonAt payload = root.object("protoPayload");
        return RESOURCE.matcher(payload.text("resourceName")).matches()
                && !payload.object("serviceData").has("jobCompletedEvent")
                && (Facts.isPiece(root) || isBare(payload));
    }

    /** An entry that lost its metadata still has the empty object, or the type that nothing follows any more. */
    private static boolean isBare(JsonAt payload) {
        return isBare(payload, "serviceData") && isBare(payload, "metadata");
    }

    private static boolean isBare(JsonAt payload, String key) {
        return payload.object(key).node().properties().stream()
                .allMatch(field -> field.getKey().equals("@type"));
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
        Matcher name = RESOURCE.matcher(payload.text("resourceName"));
        if (!name.matches()) {
            throw payload.wrong("resourceName is not of the form projects/P/jobs/ID");
        }
        JobRef ref = Facts.ref(payload, name.group(1), Facts.entryLocation(root), name.group(2));
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
