package dev.bqdispatch.action;

import dev.bqdispatch.fault.CallFailed;
import dev.bqdispatch.fault.Failure;
import dev.bqdispatch.job.JobRef;
import dev.bqdispatch.job.ObjectUrl;
import dev.bqdispatch.ledger.EntryShelf;
import dev.bqdispatch.ledger.Objects;
import dev.bqdispatch.ledger.TaskNames;
import dev.bqdispatch.ledger.TaskShelf;
import dev.bqdispatch.message.Dispatch;
import dev.bqdispatch.rule.Action;
import dev.bqdispatch.rule.EnvReferences;
import dev.bqdispatch.rule.Secrets;
import dev.bqdispatch.rule.Task;
import dev.bqdispatch.rule.TaskOwner;
import dev.bqdispatch.rule.TaskWriter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The deferred tasks of child jobs: written before the job is, taken back if nobody would come for them. */
final class ChildTasks {
    private final TaskShelf tasks;
    private final EntryShelf entries;
    private final Statements statements;
    private final Function<String, @Nullable String> env;

    ChildTasks(TaskShelf tasks, EntryShelf entries, Statements statements, Function<String, @Nullable String> env) {
        this.tasks = tasks;
        this.entries = entries;
        this.statements = statements;
        this.env = env;
    }

    /**
     * A child's task in storage.
     *
     * @param job the child, as the task that is there names it
     * @param created whether this run wrote it; else an earlier one did, or another replica
     */
    record Written(ObjectUrl url, long generation, JobRef job, boolean created) {
        Written asCreated() {
            return new Written(url, generation, job, true);
        }
    }

    /** Writes the task of a child, unless it is there already: then that one counts, and where it says the job is. */
    Written write(Turn turn, Child child) {
        Dispatch dispatch = turn.dispatch();
        ObjectUrl url = url(turn, child);
        List<Action> onSuccess = new ArrayList<>(turn.action().onSuccess());
        if (child.continued()) {
            turn.rest().forEach(action -> onSuccess.add(bind(action, turn)));
        }
        Task task = new Task(
                folder(turn),
                null,
                child.ref(),
                dispatch.lineage().root(),
                dispatch.ref().jobId(),
                dispatch.routeKey(),
                onSuccess,
                turn.action().onFailure());
        OptionalLong created =
                tasks.create(url, TaskWriter.write(task, child.id().depth()));
        if (created.isEmpty()) {
            return there(turn, url, child)
                    .orElseThrow(() -> new CallFailed(Failure.passing(url + " was there and is gone")));
        }
        turn.ownTasks().add(created.getAsLong());
        return new Written(url, created.getAsLong(), child.ref(), true);
    }

    /** The task of a child, if there is one. */
    Optional<Written> find(Turn turn, Child child) {
        return there(turn, url(turn, child), child);
    }

    private ObjectUrl url(Turn turn, Child child) {
        String folder = folder(turn);
        return TaskNames.of(folder == null ? tasks.folder() : parse(folder), child.ref());
    }

    private @Nullable String folder(Turn turn) {
        String own = turn.action().deferTaskUrl();
        return own == null ? turn.dispatch().deferTaskUrl() : EnvReferences.resolve(own, env);
    }

    private static ObjectUrl parse(String folder) {
        return ObjectUrl.parse(folder)
                .orElseThrow(() -> new CallFailed(Failure.permanent(
                        "DeferTaskURL: '" + folder + "' is not right; expected gs://bucket/folder/")));
    }

    /** The rest of a plan belongs to the job that started it: whatever depends on that job is put in now. */
    private Action bind(Action action, Turn turn) {
        return statements.load(turn.filling().fill(action), turn.filling());
    }

    private Optional<Written> there(Turn turn, ObjectUrl url, Child child) {
        return tasks.read(url).map(content -> {
            TaskOwner owner = TaskOwner.of(content.text())
                    .filter(named -> named.job().jobId().equals(child.ref().jobId()))
                    .orElseThrow(() -> new CallFailed(Failure.permanent(
                            url + " is not the task of " + child.ref() + ", but stands where it belongs")));
            requireSameChain(url, owner, turn.dispatch().lineage().root());
            boolean own = turn.ownTasks().contains(content.generation());
            return new Written(url, content.generation(), owner.job(), own);
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
        if (task.created()) {
            delete(task);
        } else {
            // Perhaps another replica is retiring it right now; doing that twice does no harm, deleting it would.
            String text = tasks.read(task.url()).map(Objects.Content::text).orElse("");
            byte[] redacted = Secrets.redact(text)
                    .map(hidden -> hidden.getBytes(StandardCharsets.UTF_8))
                    .orElse(null);
            tasks.retire(task.url(), task.generation(), task.job(), ended, entries.names(entry.get()), redacted);
        }
    }
}
