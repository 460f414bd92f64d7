package dev.bqdispatch.message;

import dev.bqdispatch.job.ObjectUrl;
import dev.bqdispatch.rule.Parsed;
import dev.bqdispatch.rule.Task;

/** Answers {@link FindTask}. */
public sealed interface FoundTask extends BusMessage permits FoundTask.Some, FoundTask.None, NotNow {

    /**
     * There is a task.
     *
     * @param generation of the object that was read
     * @param text the whole object
     */
    record Some(ObjectUrl url, long generation, String text, Parsed<Task> task) implements FoundTask {}

    /** There is no task for this job. */
    record None() implements FoundTask {}
}
