package dev.bqdispatch.job;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

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
    private static final Pattern PROJECT = Pattern.compile("(?:[a-z0-9.-]{1,100}:)?[a-z0-9-]{1,100}");
    private static final Pattern LOCATION = Pattern.compile("[A-Za-z0-9-]{1,60}");
    private static final Pattern JOB_ID = Pattern.compile("[A-Za-z0-9_-]{1,1024}");
    private static final Pattern FORM =
            Pattern.compile("(?<project>" + PROJECT + "):(?<location>" + LOCATION + ")\\.(?<id>" + JOB_ID + ")");

    public JobRef {
        require(PROJECT, project, "project");
        require(LOCATION, location, "location");
        require(JOB_ID, jobId, "job ID");
        location = canonical(location);
    }

    /** Reads J; empty if the text is none. */
    public static Optional<JobRef> parse(String text) {
        Matcher form = FORM.matcher(text);
        return form.matches()
                ? Optional.of(new JobRef(form.group("project"), form.group("location"), form.group("id")))
                : Optional.empty();
    }

    /** Whether a text can be a project ID, see {@link #project}. */
    public static boolean isProject(String text) {
        return PROJECT.matcher(text).matches();
    }

    private static void require(Pattern pattern, String value, String what) {
        if (!pattern.matcher(value).matches()) {
            String shown = value.length() > 60 ? value.substring(0, 60) + "…" : value;
            throw new IllegalArgumentException(what + " is not one of BigQuery's: '" + shown + "'");
        }
    }

    /** Multi-regions are written in upper case, regions in lower case; the logs do not keep to it. */
    private static String canonical(String location) {
        String upper = location.toUpperCase(Locale.ROOT);
        return upper.equals("US") || upper.equals("EU") ? upper : location.toLowerCase(Locale.ROOT);
    }

    @Override
    public String toString() {
        return project + ":" + location + "." + jobId;
    }
}
