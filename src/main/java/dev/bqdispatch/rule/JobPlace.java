package dev.bqdispatch.rule;

import dev.bqdispatch.job.JobRef;
import java.util.Optional;

/** Checks where a child job shall run: later, only an exception would tell. */
final class JobPlace {
    private static final String ANY = "x";

    private JobPlace() {}

    /** What is wrong with the text as a project; empty if nothing. */
    static Optional<String> faultOfProject(String text) {
        return fault(text, "US", "a project ID");
    }

    /** What is wrong with the text as a location; empty if nothing. */
    static Optional<String> faultOfLocation(String text) {
        return fault(ANY, text, "US, EU or a region");
    }

    private static Optional<String> fault(String project, String location, String form) {
        try {
            JobRef unused = new JobRef(project, location, ANY);
            return Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.of(e.getMessage() + "; expected " + form);
        }
    }
}
