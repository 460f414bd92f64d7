package dev.bqdispatch.ledger;

import dev.bqdispatch.fault.Ground;
import dev.bqdispatch.job.JobRef;
import dev.bqdispatch.job.ObjectUrl;
import java.nio.charset.StandardCharsets;
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
    /** Keys of the metadata of a task that was moved out of the way. */
    private static final String REASON = "reason";

    private static final String GENERATION = "generation";

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

    /** One page of the objects in the folder, in the order of their names, whatever they are. */
    public Objects.Page list(@Nullable String from) {
        return Ground.at(folder, () -> objects.list(folder, from));
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

    /**
     * Moves a task out of the way that no event will come for.
     *
     * @param text what is kept of it
     * @param reason why, a sentence for people; becomes metadata of the object
     * @return where it is now
     */
    public ObjectUrl orphan(ObjectUrl task, long generation, String text, String reason, ObjectUrl errorFolder) {
        String which = Long.toString(generation);
        Map<String, String> metadata = Map.of(REASON, reason, GENERATION, which);
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        ObjectUrl target = Ground.at(errorFolder, () -> {
            ObjectUrl usual = EntryNames.orphaned(errorFolder, folder, task, OptionalLong.empty());
            if (objects.create(usual, bytes, metadata).isPresent() || holds(usual, which)) {
                return usual;
            }
            ObjectUrl second = EntryNames.orphaned(errorFolder, folder, task, OptionalLong.of(generation));
            objects.create(second, bytes, metadata);
            return second;
        });
        delete(task, generation);
        return target;
    }

    /** Whether an earlier try came as far as that. */
    private boolean holds(ObjectUrl orphan, String generation) {
        return objects.stat(orphan)
                .filter(there -> generation.equals(there.metadata().get(GENERATION)))
                .isPresent();
    }

    /**
     * Moves a task on that was retired before, beside the entry that came of its replay; if it lies there already, it
     * stays.
     *
     * @param from where it lies
     * @param task where it lay when it was first found
     * @param names the folder in which the entry is
     */
    public void retireAgain(
            ObjectUrl from, long generation, ObjectUrl task, JobRef job, Instant ended, EntryNames names) {
        ObjectUrl target = names.retired(folder, task, job, ended);
        if (!target.equals(from)) {
            Ground.at(names.folder(), () -> objects.copy(from, generation, target));
            Ground.at(names.folder(), () -> objects.delete(from, generation));
        }
    }

    private <T> T guarded(ObjectUrl task, Supplier<T> call) {
        return folder.contains(task) ? Ground.at(folder, call) : call.get();
    }
}
