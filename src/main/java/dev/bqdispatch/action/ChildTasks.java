package dev.bqdispatch.action;

import dev.bqdispatch.fault.CallFailed;
import dev.bqdispatch.fault.Failure;
import dev.bqdispatch.job.JobRef;
import dev.bqdispatch.job.ObjectUrl;
import dev.bqdispatch.ledger.EntryShelf;
import dev.bqdispatch.ledger.Objects;
import dev.bqdispatch.ledger.TaskNames;
import dev.bqdispatch.ledger.TaskShelf;
import dev.bqdispatch.rule.Secrets;
import dev.bqdispatch.rule.TaskOwner;
import dev.bqdispatch.rule.TaskReader;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** The deferred tasks of child jobs: written before the job is, taken back if nobody would come for them. */
final class ChildTasks {
    private final TaskShelf tasks;
    private final EntryShelf entries;

    ChildTasks(TaskShelf tasks, EntryShelf entries) {
        this.tasks = tasks;
        this.entries = entries;
    }

    /**
     * A child's task in storage.
     *
     * @param job the child, as the task that is there names it
     */
    record Written(ObjectUrl url, long generation, JobRef job, Writer writer) {
        /** Whether this run wrote it, which then may delete it. */
        boolean ours() {
            return writer != Writer.ANOTHER_RUN;
        }

        /** As if this run had written it. */
        Written taken() {
            return new Written(url, generation, job, Writer.THIS_RUN);
        }
    }

    /** Who wrote a task that is there. */
    enum Writer {
        /** Just now; nobody can have read it for the child's dispatch. */
        THIS_ATTEMPT,
        /** In an earlier attempt, after which the child may have run. */
        THIS_RUN,
        /** Before this run, or another replica. */
        ANOTHER_RUN
    }

    /** Writes the task of a child, unless it is there already: then that one counts, and where it says the job is. */
    Written write(NewTask task) {
        OptionalLong created = tasks.create(task.url(), readable(task));
        if (created.isEmpty()) {
            return find(task).orElseThrow(() -> new CallFailed(Failure.passing(task.url() + " was there and is gone")));
        }
        task.own().add(created.getAsLong());
        return new Written(task.url(), created.getAsLong(), task.job(), Writer.THIS_ATTEMPT);
    }

    /** A task that nobody could read would lose all that waits for the job, so then there must be no job. */
    private static byte[] readable(NewTask task) {
        byte[] content = task.content().get();
        TaskReader.unreadable(new String(content, StandardCharsets.UTF_8)).ifPresent(fault -> {
            throw new CallFailed(Failure.permanent("the job " + task.job()
                    + " was not submitted, since the task with what"
                    + " runs after it could not be read again: it " + fault + "; make what the following actions hold"
                    + " shorter (URIs, statements, bodies), or let them not wait for this job with \"Async\": true"));
        });
        return content;
    }

    /** The task of a child, if there is one. */
    Optional<Written> find(NewTask task) {
        return tasks.read(task.url()).map(content -> {
            TaskOwner owner = TaskOwner.of(content.text())
                    .filter(named -> named.job().jobId().equals(task.job().jobId()))
                    .orElseThrow(() -> new CallFailed(Failure.permanent(
                            task.url() + " is not the task of " + task.job() + ", but stands where it belongs")));
            requireSameChain(task.url(), owner, task.root());
            Writer writer = task.own().contains(content.generation()) ? Writer.THIS_RUN : Writer.ANOTHER_RUN;
            return new Written(task.url(), content.generation(), owner.job(), writer);
        });
    }

    private static void requireSameChain(ObjectUrl url, TaskOwner owner, @Nullable JobRef root) {
        if (root != null && owner.root().filter(other -> !other.equals(root)).isPresent()) {
            throw new CallFailed(Failure.permanent(url + " belongs to the chain of "
                    + owner.root().get() + ", not to that of " + root + ", whose child job has the same ID"));
        }
    }

    /** What to tell about a task that this service will not find again: it looks right in its folder. */
    Optional<String> warning(Written task) {
        return TaskNames.of(tasks.folder(), task.job()).equals(task.url())
                ? Optional.empty()
                : Optional.of("the task " + task.url() + " is not under this service's DeferTaskURL " + tasks.folder()
                        + ": only a dispatcher that reads that folder will run it");
    }

    /** Deletes a task whose job will never be. */
    void delete(Written task) {
        tasks.delete(task.url(), task.generation());
    }

    /** Takes a task back whose job is settled already: nobody would come for it. */
    void settled(Written task, Instant ended) {
        Optional<Boolean> entry = entries.find(task.job(), ended);
        if (entry.isEmpty()) {
            return;
        }
        if (task.writer() == Writer.THIS_ATTEMPT) {
            delete(task);
        } else {
            // Perhaps the child's dispatch is retiring it right now; doing that twice does no harm, deleting it would.
            String text = tasks.read(task.url()).map(Objects.Content::text).orElse("");
            byte[] redacted = Secrets.redact(text)
                    .map(hidden -> hidden.getBytes(StandardCharsets.UTF_8))
                    .orElse(null);
            tasks.retire(task.url(), task.generation(), task.job(), ended, entries.names(entry.get()), redacted);
        }
    }
}
