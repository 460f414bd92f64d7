package dev.bqdispatch.rule;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads lists of actions, with what they nest. */
final class ActionReader {
    private final Variables variables;
    private final boolean inTask;
    private final AllowCall allowCall;
    private final Set<String> groups;
    private final Faults faults;
    private int count;
    private int nesting;

    /**
     * @param inTask whether actions may be bound, as in the tasks that the service writes
     * @param groups named groups of the route, whose values its own actions may use, but not those they nest
     */
    ActionReader(Variables variables, boolean inTask, AllowCall allowCall, Set<String> groups, Faults faults) {
        this.variables = variables;
        this.inTask = inTask;
        this.allowCall = allowCall;
        this.groups = groups;
        this.faults = faults;
    }

    /** @param noTable whether the finished job has no table that a copy or export could take by default */
    List<Action> readAll(JsonNode list, String path, boolean noTable) {
        List<Action> actions = new ArrayList<>();
        if (list.isArray() && within(list, path)) {
            nesting++;
            for (int i = 0; i < list.size(); i++) {
                read(list.path(i), JsonPath.index(path, i), noTable).ifPresent(actions::add);
            }
            nesting--;
        } else if (list.isArray()) {
            return actions;
        } else if (!list.isMissingNode()) {
            faults.problem(path, "expected a list of actions");
        }
        return actions;
    }

    /** Whether a list is within the limits; what is beyond is noted once and not read. */
    private boolean within(JsonNode list, String path) {
        int before = count;
        count += list.size();
        if (count > Limits.ACTIONS && before <= Limits.ACTIONS) {
            faults.problem(
                    path,
                    "brings the actions of one route or task to " + count + ", nested ones counted; expected at most "
                            + Limits.ACTIONS);
        }
        if (nesting >= Limits.NESTED_ACTIONS && !list.isEmpty()) {
            faults.problem(
                    path, "is nested deeper than " + Limits.NESTED_ACTIONS + " levels of OnSuccess or OnFailure");
        }
        return count <= Limits.ACTIONS && nesting < Limits.NESTED_ACTIONS;
    }

    private Optional<Action> read(JsonNode node, String path, boolean noTable) {
        Fields beside = Fields.of(node, path, faults);
        if (!node.isObject()) {
            return Optional.empty();
        }
        String word = beside.text("Action");
        Optional<ActionKind> kind = ActionKind.parse(word);
        if (kind.isEmpty()) {
            beside.problem("Action", noKind(word));
        }
        return kind.map(known -> new One(known, beside, beside.object("Request")).read(noTable));
    }

    private static String noKind(String word) {
        String known = Arrays.stream(ActionKind.values()).map(ActionKind::word).collect(Collectors.joining(", "));
        return (word.isEmpty() ? "is missing" : "'" + word + "' is unknown") + "; expected one of " + known;
    }

    /** One action: what belongs to any action may stand beside its request or inside. */
    private final class One {
        private final ActionKind kind;
        private final Fields beside;
        private final Fields inside;
        private final ActionKeys keys;
        private final boolean bound;

        One(ActionKind kind, Fields beside, Fields inside) {
            this.kind = kind;
            this.beside = beside;
            this.inside = inside;
            this.keys = new ActionKeys(kind, beside, inside);
            this.bound = beside.flag("Bound").orElse(false);
        }

        Action read(boolean noTable) {
            keys.check(bound, inTask);
            boolean childHasNoTable = kind == ActionKind.EXPORT;
            Fields success = keys.where("OnSuccess");
            Fields failure = keys.where("OnFailure");
            Action action = new Action(
                    kind,
                    keys.request((value, path) -> bound ? value : variables.fill(value, path, faults)),
                    kind.hasProject() ? place("ProjectID", JobPlace::faultOfProject) : null,
                    kind.isJob() ? place("Location", JobPlace::faultOfLocation) : null,
                    kind.isJob() ? folder() : null,
                    keys.where("Async").flag("Async").orElse(false) && kind.isJob(),
                    bound,
                    WhenExists.read(beside, text -> load(text, beside.path("When"))),
                    readAll(success.get("OnSuccess"), success.path("OnSuccess"), childHasNoTable),
                    readAll(failure.get("OnFailure"), failure.path("OnFailure"), childHasNoTable));
            if (bound) {
                variables.checkFilled(action, inside.path(), faults);
            } else {
                // What an action nests is filled in from its child, which no route matched.
                new Misspelt(nesting == 1 ? groups : Set.of(), faults).check(action.request(), inside.path());
            }
            RequestReader.check(action, inside.path(), noTable && !bound, faults);
            if (kind == ActionKind.CALL) {
                allowCall.check(action.request().path("URL").asText(), inside.path("URL"), faults);
            }
            return action;
        }

        private @Nullable String text(String key) {
            Fields fields = keys.where(key);
            String text = fields.text(key);
            return text.isEmpty() ? null : load(text, fields.path(key));
        }

        private @Nullable String place(String key, Function<String, Optional<String>> fault) {
            String text = text(key);
            if (text != null && !Expressions.mentions(text)) {
                fault.apply(text).ifPresent(what -> keys.where(key).problem(key, what));
            }
            return text;
        }

        private @Nullable String folder() {
            String text = text("DeferTaskURL");
            if (text != null && !Expressions.mentions(text) && !TaskReader.isFolder(text)) {
                keys.where("DeferTaskURL").problem("DeferTaskURL", RequestFields.expected(TaskReader.FOLDER, text));
            }
            return text;
        }

        private String load(String text, String path) {
            return bound ? text : variables.fill(text, path, faults);
        }
    }
}
