package dev.bqdispatch.rule;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.stream.Stream;

/** The keys of one action, beside its request and inside: which may stand where, and which are the request's own. */
final class ActionKeys {
    private static final List<String> SHARED =
            List.of("OnSuccess", "OnFailure", "Async", "ProjectID", "Location", "DeferTaskURL", "JobID");
    private static final List<String> NESTED = List.of("OnSuccess", "OnFailure");
    private static final List<String> OF_JOBS = List.of("Async", "ProjectID", "Location");
    private static final List<String> UNSUPPORTED = List.of("Once");

    private final ActionKind kind;
    private final Fields beside;
    private final Fields inside;
    private final RequestKeys keys;

    /** Keys of the request that are not known and go on all the same. */
    private final List<String> passed = new ArrayList<>();

    ActionKeys(ActionKind kind, Fields beside, Fields inside) {
        this.kind = kind;
        this.beside = beside;
        this.inside = inside;
        this.keys = RequestKeys.of(kind);
        inside.each((key, value) -> {
            if (keys.passes(key) && SHARED.stream().noneMatch(key::equalsIgnoreCase)) {
                passed.add(key);
            }
        });
    }

    /** Where a key stands that may do so in both places. */
    Fields where(String key) {
        return beside.has(key) ? beside : inside;
    }

    private static List<String> plus(List<String> some, Stream<String> more) {
        return Stream.concat(some.stream(), more).toList();
    }

    /**
     * Notes what can't stand where it does, and what is not known.
     *
     * @param bound whether the action is filled in already
     * @param inTask whether it may be, as in the tasks that the service writes
     */
    void check(boolean bound, boolean inTask) {
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
        List<String> more = plus(passed, inTask ? BqTail.OF_REQUESTS.stream() : Stream.empty());
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

    /** What would silently not run is refused; what only has no effect is a warning. */
    private void refuseForInline(String key) {
        Fields fields = where(key);
        String why = "is only for actions that submit a job, and " + kind.word() + " does not";
        if (NESTED.contains(key) && !fields.get(key).isEmpty()) {
            fields.problem(key, why);
        } else if (OF_JOBS.contains(key) && fields.has(key) && !(key.equals("ProjectID") && kind.hasProject())) {
            fields.faults().warning(fields.path(key), why);
        }
    }

    /**
     * The request's own fields under their canonical keys.
     *
     * @param change puts configuration values in, given a value and its JSON path
     */
    ObjectNode request(BiFunction<JsonNode, String, JsonNode> change) {
        ObjectNode request = JsonNodeFactory.instance.objectNode();
        keys.known().forEach(key -> put(request, key, key, change));
        passed.forEach(key -> put(request, key, key, change));
        keys.aliases().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(alias -> put(request, alias.getKey(), alias.getValue(), change));
        return request;
    }

    private void put(
            ObjectNode request, String written, String canonical, BiFunction<JsonNode, String, JsonNode> change) {
        boolean empty = keys.keepsEmpty(written) && inside.isEmptyText(written);
        if (!inside.has(written) && !empty) {
            return;
        }
        if (request.has(canonical)) {
            inside.problem(written, "is another name of " + canonical + ", which is there too; give one");
            return;
        }
        JsonNode value = empty ? TextNode.valueOf("") : inside.get(written);
        request.set(canonical, change.apply(value, inside.path(written)));
    }
}
