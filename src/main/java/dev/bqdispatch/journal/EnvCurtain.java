package dev.bqdispatch.journal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bqdispatch.rule.Action;
import dev.bqdispatch.rule.EnvReferences;
import dev.bqdispatch.rule.EnvValues;
import dev.bqdispatch.rule.Rules;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Hides what the rules take from the environment in what an entry tells: the SQL of a child job, for instance, holds the
 * values with which it was submitted. What names the job stays readable.
 */
final class EnvCurtain {
    private static final List<String> TOLD = List.of("configuration", "status", "Actions", "Response");

    private final Set<String> names;
    private final Function<String, @Nullable String> env;

    EnvCurtain(Function<String, @Nullable String> env) {
        this.names = Set.of();
        this.env = env;
    }

    private EnvCurtain(EnvCurtain before, Rules rules) {
        this.names = new HashSet<>(before.names);
        this.env = before.env;
        names.addAll(rules.taskEnv());
        rules.routes()
                .forEach(route -> Stream.concat(route.onSuccess().stream(), route.onFailure().stream())
                        .forEach(this::add));
    }

    /** Hides what these rules use too; what earlier ones used still comes back in the SQL of their child jobs. */
    EnvCurtain with(Rules rules) {
        return new EnvCurtain(this, rules);
    }

    private void add(Action action) {
        names.addAll(EnvReferences.names(action));
        Stream.concat(action.onSuccess().stream(), action.onFailure().stream()).forEach(this::add);
    }

    /** Hides values in an entry, in place. */
    void draw(ObjectNode entry) {
        if (!names.isEmpty()) {
            TOLD.stream().filter(entry::has).forEach(key -> entry.set(key, hidden(entry.get(key))));
        }
    }

    private JsonNode hidden(JsonNode node) {
        if (node.isTextual()) {
            return JsonNodeFactory.instance.textNode(EnvValues.hide(node.textValue(), names, env));
        }
        if (node.isObject()) {
            ObjectNode copy = JsonNodeFactory.instance.objectNode();
            node.properties().forEach(field -> copy.set(field.getKey(), hidden(field.getValue())));
            return copy;
        }
        if (node.isArray()) {
            ArrayNode copy = JsonNodeFactory.instance.arrayNode();
            node.forEach(element -> copy.add(hidden(element)));
            return copy;
        }
        return node;
    }
}
