package dev.bqdispatch.rule;

import java.util.Arrays;
import java.util.Optional;

/** The texts of a job that every job has, and that a route may filter by a regex. */
public enum JobText {
    DESTINATION("Dest", Fact.DESTINATION),
    SOURCE("Source", Fact.SOURCE),
    JOB_ID("JobID", Fact.REFERENCE),
    USER("User", Fact.REFERENCE),
    LOCATION("Location", Fact.REFERENCE),
    PROJECT("Project", Fact.REFERENCE);

    private final String field;
    private final Fact fact;

    JobText(String field, Fact fact) {
        this.field = field;
        this.fact = fact;
    }

    /** The key of the documents. */
    public String field() {
        return field;
    }

    /** The text that a key of the documents stands for. */
    static Optional<JobText> byField(String field) {
        return Arrays.stream(values()).filter(text -> text.field.equals(field)).findFirst();
    }

    Fact fact() {
        return fact;
    }

    /** This text of a job. */
    public String of(JobView job) {
        return switch (this) {
            case DESTINATION -> job.destination();
            case SOURCE -> job.source();
            case JOB_ID -> job.job().ref().jobId();
            case USER -> job.job().user();
            case LOCATION -> job.job().ref().location();
            case PROJECT -> job.job().ref().project();
        };
    }
}
