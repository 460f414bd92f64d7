package dev.bqdispatch.ledger;

import dev.bqdispatch.fault.Ground;
import dev.bqdispatch.job.JobRef;
import dev.bqdispatch.job.ObjectUrl;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The deferred tasks under {@code DeferTaskURL}. Every method blocks, and throws
 * {@link dev.bqdispatch.fault.GroundLost} where that folder can't be had. A folder that a task names for its children is
 * that task's business: there the failure is the event's.
 */
public final class TaskShelf {
    private final Objects objects;
    private final ObjectUrl folder;
    private final boolean onlyRead;

    public TaskShelf(Objects objects, ObjectUrl folder) {
        this(objects, folder, false);
    }

    private TaskShelf(Objects objects, ObjectUrl folder, boolean onlyRead) {
        this.objects = objects;
        this.folder = folder.asFolder();
        this.onlyRead = onlyRead;
    }

    /** The tasks of a dry run, which belong to somebody else: they stay where they are. */
    public static TaskShelf ofDryRun(Objects objects, ObjectUrl folder) {
        return new TaskShelf(objects, folder, true);
    }

    /** The configured folder. */
    public ObjectUrl folder() {
        return folder;
    }

    /** Reads a task. */
    public Optional<Objects.Content> read(ObjectUrl task) {
        return guarded(task, () -> objects.read(task));
    }

    /**
     * Writes a task that is not there yet.
     *
     * @return its generation; empty if there is one of that name already
     */
    public OptionalLong create(ObjectUrl task, byte[] json) {
        return guarded(task, () -> objects.create(task, json, Map.of()));
    }

    /** Deletes a task if it is still of that generation. */
    public void delete(ObjectUrl task, long generation) {
        guarded(task, () -> objects.delete(task, generation));
    }

    /**
     * Moves a task beside the entry that came of it, if it is still of the generation that was read; in a dry run
     * nothing is moved.
     *
     * @param names the folder in which the entry is
     * @param redacted what is kept instead of the task itself, because that holds a secret; null to keep it as it is
     */
    public void retire(
            ObjectUrl task, long generation, JobRef job, Instant ended, EntryNames names, byte @Nullable [] redacted) {
        if (onlyRead) {
            return;
        }
        ObjectUrl target = names.retired(folder, task, job, ended);
        if (redacted == null) {
            guarded(task, () -> objects.copy(task, generation, target));
        } else {
            Ground.at(names.folder(), () -> objects.create(target, redacted, Map.of()));
        }
        delete(task, generation);
    }

    private <T> T guarded(ObjectUrl task, Supplier<T> call) {
        return folder.contains(task) ? Ground.at(folder, call) : call.get();
    }
}
