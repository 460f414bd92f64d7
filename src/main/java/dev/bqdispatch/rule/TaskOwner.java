package dev.bqdispatch.rule;

import com.fasterxml.jackson.databind.JsonNode;
import dev.bqdispatch.job.JobRef;
import java.util.Optional;

/**
 * Reads only whose a task is, whatever else is in it.
 *
 * @param job what {@code JobRef} names
 * @param root what {@code Root} names, the first job of the chain; empty if there is none
 */
public record TaskOwner(JobRef job, Optional<JobRef> root) {

    /** Reads a task's text; empty if it names no job, or none that can be. */
    public static Optional<TaskOwner> of(String text) {
        Faults faults = new Faults("task");
        JsonNode document = StrictText.read(text, StrictJson.LONGEST_TASK, faults);
        if (faults.found()) {
            return Optional.empty();
        }
        Fields fields = Fields.of(document, "$", faults);
        return ref(fields.object("JobRef")).map(job -> new TaskOwner(job, ref(fields.object("Root"))));
    }

    private static Optional<JobRef> ref(Fields ref) {
        try {
            return Optional.of(new JobRef(ref.text("ProjectID"), ref.text("Location"), ref.text("JobID")));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
