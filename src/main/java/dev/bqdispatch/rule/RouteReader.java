package dev.bqdispatch.rule;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.bqdispatch.job.JobType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads the routes of one version of the configuration, document after document: indices go on, and a name must be
 * unique among all of them.
 */
public final class RouteReader {
    private static final List<String> KNOWN =
            List.of("When", "Name", "Info", "Disabled", "Async", "OnSuccess", "OnFailure", "Once");
    private static final List<String> INFO = List.of("Workflow", "Description", "LeadEngineer", "ProjectURL");

    private static final JsonNode ANY_JOB =
            JsonNodeFactory.instance.objectNode().put("JobID", ".");

    private final Variables variables;
    private final Function<String, @Nullable String> env;
    private final AllowCall allowCall;
    private final Map<String, String> placeByName = new HashMap<>();
    private final Regexes regexes = new Regexes(Limits.REGEXES);
    private int next;

    /** Reads routes that may call nothing. */
    public RouteReader(Map<String, String> config, Function<String, @Nullable String> env) {
        this(config, env, AllowCall.NONE);
    }

    /**
     * @param config the configuration's scalars
     * @param env the environment, by name
     * @param allowCall which URLs actions may call
     */
    public RouteReader(Map<String, String> config, Function<String, @Nullable String> env, AllowCall allowCall) {
        this.variables = new Variables(config, name -> env.apply(name) != null);
        this.env = env;
        this.allowCall = allowCall;
    }

    /** Reads the routes of a document. The result is only good if no problem was noted. */
    public List<Route> read(RouteText text, Faults faults) {
        return text.leftOut() > 0 ? list(text, faults) : read(text.routes(), text.path(), faults);
    }

    /**
     * Reads a list of routes, or a single one. The result is only good if no problem was noted.
     *
     * @param path where the list stands in its document
     */
    public List<Route> read(JsonNode routes, String path, Faults faults) {
        List<Route> read = new ArrayList<>();
        if (!fits(routes.isArray() ? routes.size() : 1, path, faults)) {
            return read;
        }
        if (routes.isObject()) {
            one(routes, path, faults).ifPresent(read::add);
        } else if (routes.isArray()) {
            for (int i = 0; i < routes.size(); i++) {
                one(routes.path(i), JsonPath.index(path, i), faults).ifPresent(read::add);
            }
        } else if (!routes.isMissingNode() && !routes.isNull()) {
            faults.problem(path, "expected a list of routes");
        }
        return read;
    }

    private List<Route> list(RouteText text, Faults faults) {
        List<Route> read = new ArrayList<>();
        String path = text.path();
        int first = next;
        if (fits(text.leftOut(), path, faults)) {
            text.eachLeftOut(
                    route -> one(route, JsonPath.index(path, next - first), faults)
                            .ifPresent(read::add),
                    faults);
        }
        return read;
    }

    private boolean fits(int more, String path, Faults faults) {
        int total = next + more;
        if (total > Limits.ROUTES) {
            faults.problem(path, "brings the routes to " + total + "; expected at most " + Limits.ROUTES);
        }
        return total <= Limits.ROUTES;
    }

    private Optional<Route> one(JsonNode node, String path, Faults faults) {
        Fields fields = Fields.of(node, path, faults);
        int index = next++;
        if (!node.isObject()) {
            return Optional.empty();
        }
        fields.warnUnknown(KNOWN);
        fields.object("Info").warnUnknown(INFO);
        fields.flag("Async");
        String name = name(fields, faults);
        When when = when(fields, faults);
        boolean noTable = when.type().filter(type -> type == JobType.EXTRACT).isPresent() && !when.sourceOnly();
        ActionReader actions = new ActionReader(variables, false, allowCall, when.groups(), faults);
        if (!fields.has("OnSuccess") && !fields.has("OnFailure")) {
            faults.warning(
                    fields.path(),
                    "has no actions; expected OnSuccess or OnFailure, else it only keeps its jobs"
                            + " from the routes after it");
        }
        return Optional.of(new Route(
                index,
                name,
                faults.document(),
                name == null ? RouteKey.ofWhen(when) : RouteKey.ofName(name),
                disabled(fields, faults),
                when,
                OnceReader.read(fields, name != null, when.groups(), variables, faults),
                actions.readAll(fields.get("OnSuccess"), fields.path("OnSuccess"), noTable),
                actions.readAll(fields.get("OnFailure"), fields.path("OnFailure"), noTable)));
    }

    private When when(Fields fields, Faults faults) {
        if (!fields.get("When").isObject()) {
            fields.problem(
                    "When",
                    (fields.has("When") ? "" : "is missing; ") + "expected an object with at least one condition");
        }
        // Without a When the rest is still read, for its own faults.
        JsonNode condition = fields.get("When").isObject() ? fields.get("When") : ANY_JOB;
        return new WhenReader(Fields.of(condition, fields.path("When"), faults), faults, variables, env, regexes)
                .read();
    }

    /** True or false, perhaps by a variable, as in a switch for several routes. */
    private boolean disabled(Fields fields, Faults faults) {
        if (!fields.get("Disabled").isTextual()) {
            return fields.flag("Disabled").orElse(false);
        }
        int before = faults.count();
        String text = plain("Disabled", fields, faults);
        boolean disabled = text.equalsIgnoreCase("true");
        if (!disabled && !text.equalsIgnoreCase("false") && faults.count() == before) {
            fields.problem("Disabled", "expected true or false");
        }
        return disabled;
    }

    private String plain(String key, Fields fields, Faults faults) {
        return EnvReferences.resolve(variables.fillPlain(fields.text(key), fields.path(key), faults), env);
    }

    private @Nullable String name(Fields fields, Faults faults) {
        String name = plain("Name", fields, faults);
        if (name.isEmpty()) {
            return null;
        }
        if (name.length() > Limits.NAME) {
            fields.problem("Name", "has " + name.length() + " characters; expected at most " + Limits.NAME);
        }
        String place = faults.document() + ": " + fields.path("Name");
        String before = placeByName.putIfAbsent(name, place);
        if (before != null) {
            fields.problem("Name", "'" + name + "' is the name of another route too, at " + before);
        }
        return name;
    }
}
