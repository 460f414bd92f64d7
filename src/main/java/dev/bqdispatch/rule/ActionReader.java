package dev.bqdispatch.rule;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads lists of actions, with what they nest. */
final class ActionReader {
    private static final List<String> SHARED =
            List.of("OnSuccess", "OnFailure", "Async", "ProjectID", "Location", "DeferTaskURL", "JobID");
    private static final List<String> NESTED = List.of("OnSuccess", "OnFailure");
    private static final List<String> OF_JOBS = List.of("Async", "ProjectID", "Location");
    private static final List<String> UNSUPPORTED = List.of("Once");

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

    private static List<String> plus(List<String> some, Stream<String> more) {
        return Stream.concat(some.stream(), more).toList();
    }

    /** One action: what belongs to any action may stand beside its request or inside. */
    private final class One {
        private final ActionKind kind;
        private final Fields beside;
        private final Fields inside;
        private final boolean bound;

        One(ActionKind kind, Fields beside, Fields inside) {
            this.kind = kind;
            this.beside = beside;
            this.inside = inside;
            this.bound = beside.flag("Bound").orElse(false);
        }

        Action read(boolean noTable) {
            refuse();
            boolean childHasNoTable = kind == ActionKind.EXPORT;
            Fields success = where("OnSuccess");
            Fields failure = where("OnFailure");
            Action action = new Action(
                    kind,
                    request(),
                    kind.hasProject() ? place("ProjectID", JobPlace::faultOfProject) : null,
                    kind.isJob() ? place("Location", JobPlace::faultOfLocation) : null,
                    kind.isJob() ? folder() : null,
                    where("Async").flag("Async").orElse(false) && kind.isJob(),
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

        private void refuse() {
            RequestKeys keys = RequestKeys.of(kind);
            beside.refuse(UNSUPPORTED);
            inside.refuse(UNSUPPORTED);
            refusePlace("When", inside, "stands in the request; expected beside it");
            refusePlace("Template", beside, "stands beside the request; expected in it");
            List<String> request =
                    plus(keys.known(), keys.aliases().keySet().stream().sorted());
            List<String> useful = plus(List.of("Action", "Request", "When"), SHARED.stream());
            beside.warnUnknown(
                    plus(plus(useful, UNSUPPORTED.stream()), Stream.of("Bound", "Template")),
                    key -> request.stream().anyMatch(key::equalsIgnoreCase)
                            ? "is ignored here; it belongs in Request"
                            : "is unknown and ignored" + Spelling.hint(key, useful));
            List<String> ofAll =
                    plus(plus(request, SHARED.stream()), Stream.concat(UNSUPPORTED.stream(), Stream.of("When")));
            List<String> more = plus(passed(), inTask ? BqTail.OF_REQUESTS.stream() : Stream.empty());
            inside.warnUnknown(
                    plus(ofAll, more.stream()),
                    key -> "is unknown and ignored" + Spelling.hint(key, plus(request, SHARED.stream())));
            if (bound && !inTask) {
                beside.problem("Bound", "is only for tasks that the service writes itself");
            }
            for (String key : SHARED) {
                if (beside.has(key) && inside.has(key) && !key.equals("JobID")) {
                    beside.problem(key, "stands in the request too; give one of the two");
                }
                if (!kind.isJob()) {
                    refuseForInline(key);
                }
            }
        }

        /** What would silently not be done where it stands. */
        private void refusePlace(String key, Fields fields, String why) {
            if (fields.has(key)) {
                fields.problem(key, why);
            }
        }

        /** Keys of the request that are not known and go on all the same. */
        private List<String> passed() {
            List<String> passed = new ArrayList<>();
            inside.each((key, value) -> {
                if (RequestKeys.of(kind).passes(key) && SHARED.stream().noneMatch(key::equalsIgnoreCase)) {
                    passed.add(key);
                }
            });
            return passed;
        }

        /** What would silently not run is refused; what only has no effect is a warning. */
        private void refuseForInline(String key) {
            Fields fields = where(key);
            String why = "is only for actions that submit a job, and " + kind.word() + " does not";
            if (NESTED.contains(key) && !fields.get(key).isEmpty()) {
                fields.problem(key, why);
            } else if (OF_JOBS.contains(key) && fields.has(key) && !(key.equals("ProjectID") && kind.hasProject())) {
                faults.warning(fields.path(key), why);
            }
        }

        private Fields where(String key) {
            return beside.has(key) ? beside : inside;
        }

        private @Nullable String text(String key) {
            Fields fields = where(key);
            String text = fields.text(key);
            return text.isEmpty() ? null : load(text, fields.path(key));
        }

        private @Nullable String place(String key, Function<String, Optional<String>> fault) {
            String text = text(key);
            if (text != null && !Expressions.mentions(text)) {
                fault.apply(text).ifPresent(what -> where(key).problem(key, what));
            }
            return text;
        }

        private @Nullable String folder() {
            String text = text("DeferTaskURL");
            if (text != null && !Expressions.mentions(text) && !TaskReader.isFolder(text)) {
                where("DeferTaskURL").problem("DeferTaskURL", RequestFields.expected(TaskReader.FOLDER, text));
            }
            return text;
        }

        private String load(String text, String path) {
            return bound ? text : variables.fill(text, path, faults);
        }

        /** The request's own fields under their canonical keys, with configuration values put in. */
        private ObjectNode request() {
            RequestKeys keys = RequestKeys.of(kind);
            ObjectNode request = JsonNodeFactory.instance.objectNode();
            keys.known().forEach(key -> put(request, key, key));
            passed().forEach(key -> put(request, key, key));
            keys.aliases().entrySet().stream()
                    .sorted(Map.Entry.comparingByKey())
                    .forEach(alias -> put(request, alias.getKey(), alias.getValue()));
            return request;
        }

        private boolean keepsEmpty(String key) {
            return RequestKeys.of(kind).keepsEmpty(key) && inside.isEmptyText(key);
        }

        private void put(ObjectNode request, String written, String canonical) {
            boolean empty = keepsEmpty(written);
            if (!inside.has(written) && !empty) {
                return;
            }
            if (request.has(canonical)) {
                inside.problem(written, "is another name of " + canonical + ", which is there too; give one");
                return;
            }
            JsonNode value = empty ? TextNode.valueOf("") : inside.get(written);
            request.set(canonical, bound ? value : variables.fill(value, inside.path(written), faults));
        }
    }
}
