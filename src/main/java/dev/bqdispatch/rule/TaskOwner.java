package dev.bqdispatch.rule;

import com.fasterxml.jackson.databind.JsonNode;
import dev.bqdispatch.job.JobRef;
import java.util.Optional;

/** Reads only whose a task is, whatever else is in it. */
public final class TaskOwner {
    private TaskOwner() {}

    /** The job that the task names in {@code JobRef}; empty if it names none, or none that can be. */
    public static Optional<JobRef> of(String text) {
        Faults faults = new Faults("task");
        JsonNode root = StrictJson.read(text, faults);
        if (faults.found()) {
            return Optional.empty();
        }
        Fields ref = Fields.of(root, "$", faults).object("JobRef");
        try {
            return Optional.of(new JobRef(ref.text("ProjectID"), ref.text("Location"), ref.text("JobID")));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
