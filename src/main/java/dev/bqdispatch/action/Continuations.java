package dev.bqdispatch.action;

import dev.bqdispatch.fault.CallFailed;
import dev.bqdispatch.fault.Failure;
import dev.bqdispatch.job.ObjectUrl;
import dev.bqdispatch.ledger.TaskNames;
import dev.bqdispatch.message.Dispatch;
import dev.bqdispatch.rule.Action;
import dev.bqdispatch.rule.EnvReferences;
import dev.bqdispatch.rule.Once;
import dev.bqdispatch.rule.Task;
import dev.bqdispatch.rule.TaskWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Makes the deferred tasks of child jobs: what an action nests, and the rest of its plan. */
final class Continuations {
    private final ObjectUrl usualFolder;
    private final Statements statements;
    private final Function<String, @Nullable String> env;

    /** @param usualFolder {@code DeferTaskURL} of the configuration */
    Continuations(ObjectUrl usualFolder, Statements statements, Function<String, @Nullable String> env) {
        this.usualFolder = usualFolder;
        this.statements = statements;
        this.env = env;
    }

    /** The task of a child that has one. */
    NewTask task(Turn turn, Child child) {
        String folder = folder(turn);
        ObjectUrl url = TaskNames.of(folder == null ? usualFolder : parse(folder), child.ref());
        return new NewTask(
                url, child.ref(), turn.dispatch().lineage().root(), () -> content(turn, child), turn.ownTasks());
    }

    private byte[] content(Turn turn, Child child) {
        Dispatch dispatch = turn.dispatch();
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
                once(dispatch, child),
                onSuccess,
                turn.action().onFailure());
        return TaskWriter.write(task, child.id().depth());
    }

    /** Where the rest of the plan fails, all of it has. */
    private static @Nullable Once once(Dispatch dispatch, Child child) {
        return child.continued() && !dispatch.event().job().failed() ? dispatch.once() : null;
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
}
