package dev.bqdispatch.rule;

import com.fasterxml.jackson.databind.JsonNode;
import dev.bqdispatch.job.JobType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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

    private final Variables variables;
    private final Function<String, @Nullable String> env;
    private final Map<String, String> placeByName = new HashMap<>();
    private int next;

    /**
     * @param config the configuration's scalars
     * @param env the environment, by name
     */
    public RouteReader(Map<String, String> config, Function<String, @Nullable String> env) {
        this.variables = new Variables(config, name -> env.apply(name) != null);
        this.env = env;
    }

    /**
     * Reads a list of routes, or a single one. The result is only good if no problem was noted.
     *
     * @param path where the list stands in its document
     */
    public List<Route> read(JsonNode routes, String path, Faults faults) {
        List<Route> read = new ArrayList<>();
        if (routes.isObject()) {
            read.add(one(routes, path, faults));
        } else if (routes.isArray()) {
            for (int i = 0; i < routes.size(); i++) {
                read.add(one(routes.path(i), path + "[" + i + "]", faults));
            }
        } else if (!routes.isMissingNode() && !routes.isNull()) {
            faults.problem(path, "expected a list of routes");
        }
        return read;
    }

    private Route one(JsonNode node, String path, Faults faults) {
        Fields fields = Fields.of(node, path, faults);
        fields.warnUnknown(KNOWN);
        fields.refuse(List.of("Once"));
        fields.object("Info").warnUnknown(INFO);
        fields.flag("Async");
        String name = name(fields, faults);
        When when = new WhenReader(fields.object("When"), faults, variables, env).read();
        if (!fields.has("When")) {
            fields.problem("When", "is missing; expected an object with at least one condition");
        }
        boolean noTable = when.type().filter(type -> type == JobType.EXTRACT).isPresent() && !when.sourceOnly();
        ActionReader actions = new ActionReader(variables, false, faults);
        return new Route(
                next++,
                name,
                faults.document(),
                name == null ? RouteKey.ofWhen(when) : RouteKey.ofName(name),
                fields.flag("Disabled").orElse(false),
                when,
                actions.readAll(fields.get("OnSuccess"), fields.path("OnSuccess"), noTable),
                actions.readAll(fields.get("OnFailure"), fields.path("OnFailure"), noTable));
    }

    private @Nullable String name(Fields fields, Faults faults) {
        String name = variables.fill(fields.text("Name"), fields.path("Name"), faults);
        if (name.isEmpty()) {
            return null;
        }
        String place = faults.document() + ": " + fields.path("Name");
        String before = placeByName.putIfAbsent(name, place);
        if (before != null) {
            fields.problem("Name", "'" + name + "' is the name of another route too, at " + before);
        }
        return name;
    }
}
