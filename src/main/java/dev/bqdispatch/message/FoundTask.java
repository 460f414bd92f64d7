package dev.bqdispatch.message;

import dev.bqdispatch.job.ObjectUrl;
import dev.bqdispatch.rule.Parsed;
import dev.bqdispatch.rule.Task;

/** Answers {@link FindTask}. */
public sealed interface FoundTask extends BusMessage permits FoundTask.Some, FoundTask.None, NotNow {

    /**
     * There is a task.
     *
     * @param url where it was put by whoever wrote it
     * @param lies where it was read
     * @param generation of the object that was read
     * @param text the whole object
     */
    record Some(ObjectUrl url, ObjectUrl lies, long generation, String text, Parsed<Task> task) implements FoundTask {}

    /** There is no task for this job. */
    record None() implements FoundTask {}
}
