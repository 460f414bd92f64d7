package dev.bqdispatch.job;

import org.jspecify.annotations.Nullable;

/** Facts that several formats tell in the same way. */
final class Facts {
    /** Where BigQuery itself looks for a job whose reference has no location. */
    private static final String DEFAULT_LOCATION = "US";

    /** What BigQuery puts before the IDs of a multi-statement script's jobs; format B tells no more of the script. */
    private static final String SCRIPT_JOB = "script_job_";

    /** It stands in log lines and entries, where nobody needs more of it. */
    private static final int LONGEST_EVENT_ID = 1_024;

    /** Why a piece is ignored: each of them tells of the same completion. */
    static final String LATER_PIECE = "a later piece of a log entry that was split";

    /** What is looked at of any log entry. */
    static final Outline ENTRY = Outline.of()
            .with("split", Outline.of("totalSplits", "index"))
            .with("resource", Outline.of().with("labels", Outline.of("location")))
            .with("protoPayload", Outline.of().with("authenticationInfo", Outline.of("principalEmail")));

    static final Outline ERROR = Outline.of("code", "reason", "message");
    static final Outline TIMES = Outline.of("createTime", "startTime", "endTime");

    private Facts() {}

    /** The ID of an event beside that of its message; null if it has none. */
    static @Nullable String eventId(String text) {
        return text.isEmpty() ? null : text.substring(0, Math.min(text.length(), LONGEST_EVENT_ID));
    }

    /** Whether a log entry is a piece of a larger one. */
    static boolean isPiece(JsonAt entry) {
        return entry.object("split").whole("totalSplits").orElse(0) > 1;
    }

    /** Whether a log entry is a piece of a larger one, and not the first. */
    static boolean laterPiece(JsonAt entry) {
        return isPiece(entry) && entry.object("split").whole("index").orElse(0) != 0;
    }

    /** @param at where the job's name was read, for the message of a bad one */
    static JobRef ref(JsonAt at, String project, String location, String jobId) {
        try {
            return new JobRef(project, location.isEmpty() ? DEFAULT_LOCATION : location, jobId);
        } catch (IllegalArgumentException e) {
            throw at.wrong(String.valueOf(e.getMessage()));
        }
    }

    /** The e-mail of who ran the job, from a log entry; empty if unknown. */
    static String principal(JsonAt entry) {
        return entry.object("protoPayload").object("authenticationInfo").text("principalEmail");
    }

    /** The location of a log entry's monitored resource; empty if it has none. */
    static String entryLocation(JsonAt entry) {
        return entry.object("resource").object("labels").text("location");
    }

    /** A {@code google.rpc.Status} or REST {@code ErrorProto}; null if missing, empty or code 0 ("OK") and no more. */
    static @Nullable JobError error(JsonAt status) {
        long code = status.whole("code").orElse(0);
        if (code != (int) code) {
            throw status.wrong("code is no 32-bit number");
        }
        JobError error = new JobError((int) code, status.text("reason"), status.text("message"));
        boolean none = code == 0 && error.reason().isEmpty() && error.message().isEmpty();
        return none ? null : error;
    }

    static JobTimes times(JsonAt statistics) {
        return new JobTimes(statistics.time("createTime"), statistics.time("startTime"), statistics.time("endTime"));
    }

    /** @param parent the parent job's name; empty if it is not told */
    static boolean scriptChild(String jobId, String parent) {
        return !parent.isEmpty() || jobId.startsWith(SCRIPT_JOB);
    }

    /** {@code QUERY_STATEMENT_TYPE_UNSPECIFIED} and its like say that nothing is known. */
    static String specified(String enumerator) {
        return enumerator.endsWith("_UNSPECIFIED") ? "" : enumerator;
    }
}
