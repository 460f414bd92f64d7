package dev.bqdispatch.action;

import dev.bqdispatch.ledger.EntryShelf;
import dev.bqdispatch.ledger.Objects;
import dev.bqdispatch.ledger.TaskShelf;
import dev.bqdispatch.rule.ActionKind;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Which step each kind of action is. */
final class Steps {
    private final Map<ActionKind, Step> byKind = new EnumMap<>(ActionKind.class);

    Steps(
            Jobs jobs,
            Tables tables,
            Objects objects,
            TaskShelf tasks,
            EntryShelf entries,
            Messengers messengers,
            Function<String, @Nullable String> env) {
        Orders orders = new Orders(env);
        Statements statements = new Statements(objects, env);
        ChildTasks childTasks = new ChildTasks(tasks, entries);
        Submitter submitter = new Submitter(jobs, childTasks);
        Continuations continuations = new Continuations(tasks.folder(), statements, env);
        EarlierRuns earlier = new EarlierRuns(jobs, childTasks, continuations, env);
        Templates templates = new Templates(tables, earlier);
        Conditions conditions = new Conditions(tables, env);
        Step submit = new SubmitStep(submitter, continuations, templates, statements, orders, env);
        Step drop = new DropStep(tables, orders);
        Step move = new MoveStep(objects, orders);
        Step delete = new DeleteStep(objects, orders);
        Step notify = new NotifyStep(messengers.slack(), new Tokens(objects, messengers.keys()), orders);
        Step call = new CallStep(messengers.web(), messengers.identities(), statements, orders);
        Step push = new PushStep(messengers.publisher(), orders);
        for (ActionKind kind : ActionKind.values()) {
            Step step = switch (kind) {
                case COPY, EXPORT, QUERY, LOAD, INSERT -> submit;
                case DROP -> drop;
                case MOVE -> move;
                case DELETE -> delete;
                case NOTIFY -> notify;
                case CALL -> call;
                case PUSH -> push;
            };
            byKind.put(kind, new ConditionalStep(step, conditions, earlier));
        }
    }

    /** The step that an action is. */
    Step of(ActionKind kind) {
        Step step = byKind.get(kind);
        if (step == null) {
            throw new IllegalStateException("no step for " + kind);
        }
        return step;
    }
}
