package dev.bqdispatch.job;

import java.util.Locale;
import java.util.Optional;
import java.util.function.IntPredicate;

/**
 * Where a job is: project, location and job ID. Its text, {@code project:location.jobID}, is J, the identity of a
 * completion: the same job may be told of several times, in several formats, by messages of different IDs.
 *
 * @param project project ID, possibly domain-scoped ({@code example.com:project})
 * @param location {@code US}, {@code EU} or a region in lower case
 * @param jobId letters, digits, {@code _} and {@code -}, 1 to 1,024 of them
 * @see <a href="https://cloud.google.com/bigquery/docs/reference/rest/v2/JobReference">JobReference</a>
 */
public record JobRef(String project, String location, String jobId) {
    private static final int LONGEST_PROJECT = 100;
    private static final int LONGEST_LOCATION = 60;
    private static final int LONGEST_JOB_ID = 1_024;

    public JobRef {
        require(isProject(project), project, "project");
        require(isLocation(location), location, "location");
        require(isJobId(jobId), jobId, "job ID");
        location = canonical(location);
    }

    /** Reads J; empty if the text is none. */
    public static Optional<JobRef> parse(String text) {
        int colon = text.lastIndexOf(':');
        int dot = text.indexOf('.', colon + 1);
        if (colon < 0 || dot < 0) {
            return Optional.empty();
        }
        String project = text.substring(0, colon);
        String location = text.substring(colon + 1, dot);
        String jobId = text.substring(dot + 1);
        return isProject(project) && isLocation(location) && isJobId(jobId)
                ? Optional.of(new JobRef(project, location, jobId))
                : Optional.empty();
    }

    /** Whether a text can be a project ID, see {@link #project}. */
    public static boolean isProject(String text) {
        int colon = text.indexOf(':');
        return isOf(text, colon + 1, LONGEST_PROJECT, JobRef::isOfProject)
                && (colon < 0 || isOf(text.substring(0, colon), 0, LONGEST_PROJECT, c -> c == '.' || isOfProject(c)));
    }

    private static boolean isLocation(String text) {
        return isOf(text, 0, LONGEST_LOCATION, c -> c == '-' || isLetterOrDigit(c));
    }

    private static boolean isJobId(String text) {
        return isOf(text, 0, LONGEST_JOB_ID, c -> c == '-' || c == '_' || isLetterOrDigit(c));
    }

    /** Whether a text, from there on, is 1 to so many of these characters; no pattern, since each event has three. */
    private static boolean isOf(String text, int from, int most, IntPredicate characters) {
        int length = text.length() - from;
        if (length < 1 || length > most) {
            return false;
        }
        for (int i = from; i < text.length(); i++) {
            if (!characters.test(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isOfProject(int c) {
        return c == '-' || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
    }

    private static boolean isLetterOrDigit(int c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    }

    private static void require(boolean holds, String value, String what) {
        if (!holds) {
            String shown = value.length() > 60 ? value.substring(0, 60) + "…" : value;
            throw new IllegalArgumentException(what + " is not one of BigQuery's: '" + shown + "'");
        }
    }

    /** Multi-regions are written in upper case, regions in lower case; the logs do not keep to it. */
    private static String canonical(String location) {
        if (location.equalsIgnoreCase("US") || location.equalsIgnoreCase("EU")) {
            return location.toUpperCase(Locale.ROOT);
        }
        return location.toLowerCase(Locale.ROOT);
    }

    @Override
    public String toString() {
        return project + ":" + location + "." + jobId;
    }
}
