package dev.bqdispatch.rule;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.common.Anchor;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;

/** Builds the value of one YAML document from the parser's events; used once. */
final class YamlTree {
    /** Most that all aliases of a document may repeat: characters of texts and keys, and one for each value. */
    static final int MOST_REPEATED = 1 << 20;

    /** Reading them takes several times as long as in JSON. */
    static final int MOST_VALUES = 500_000;

    private static final Set<String> TAGS =
            Set.of("!", "tag:yaml.org,2002:str", "tag:yaml.org,2002:map", "tag:yaml.org,2002:seq");

    /** A value that may be repeated, and what that takes. */
    private record Anchored(JsonNode node, long weight, int height) {}

    private final Iterator<Event> events;
    private final Map<String, Anchored> anchors = new HashMap<>();
    private int values;
    private long weight;
    private long repeated;
    private int height;

    YamlTree(Iterator<Event> events) {
        this.events = events;
    }

    /** Reads the value that begins with an event. */
    JsonNode read(Event first) {
        return read(first, 1);
    }

    private JsonNode read(Event event, int depth) {
        if (depth > StrictJson.MAX_NESTING) {
            throw new YamlFault("it is nested deeper than " + StrictJson.MAX_NESTING + " levels", event);
        }
        if (event instanceof AliasEvent alias) {
            return repeat(alias, depth);
        }
        checkTag(event);
        Optional<Anchor> anchor = ((NodeEvent) event).getAnchor();
        // What is still open can't be referred to: a value that holds itself has no end.
        anchor.ifPresent(name -> anchors.put(name.getValue(), new Anchored(MissingNode.getInstance(), 0, 0)));
        long before = weight;
        int outer = height;
        height = 0;
        JsonNode node = value(event, depth);
        int own = height;
        anchor.ifPresent(name -> anchors.put(name.getValue(), new Anchored(node, weight - before, own)));
        height = Math.max(outer, own);
        return node;
    }

    private JsonNode value(Event event, int depth) {
        weight++;
        if (++values > MOST_VALUES) {
            throw new YamlFault("it has more than " + MOST_VALUES + " values; expected fewer, or JSON", event);
        }
        if (event instanceof ScalarEvent scalar) {
            weight += scalar.getValue().length();
            return YamlScalar.read(scalar);
        }
        JsonNode node = event.getEventId() == Event.ID.MappingStart ? mapping(depth) : sequence(depth);
        height++;
        return node;
    }

    private ArrayNode sequence(int depth) {
        ArrayNode list = JsonNodeFactory.instance.arrayNode();
        for (Event next = events.next(); next.getEventId() != Event.ID.SequenceEnd; next = events.next()) {
            list.add(read(next, depth + 1));
        }
        return list;
    }

    private ObjectNode mapping(int depth) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        for (Event next = events.next(); next.getEventId() != Event.ID.MappingEnd; next = events.next()) {
            String key = key(next);
            if (object.has(key)) {
                throw new YamlFault("the key '" + shown(key) + "' is there twice; give one", next);
            }
            object.set(key, read(events.next(), depth + 1));
        }
        return object;
    }

    /** Any scalar, as it is written: {@code 1}, {@code true} and {@code null} are texts there. */
    private String key(Event event) {
        if (!(event instanceof ScalarEvent scalar)) {
            throw new YamlFault("a key is a list, an object or an alias; expected a text", event);
        }
        if (scalar.isPlain() && scalar.getValue().equals("<<")) {
            throw new YamlFault("<< is not of YAML 1.2; write the keys out, or give the whole object an alias", event);
        }
        checkTag(event);
        weight += scalar.getValue().length();
        return scalar.getValue();
    }

    private JsonNode repeat(AliasEvent alias, int depth) {
        String name = alias.getAlias().getValue();
        Anchored anchored = anchors.get(name);
        if (anchored == null) {
            throw new YamlFault(
                    "*" + shown(name) + " repeats what is not there; expected &" + shown(name) + " before it", alias);
        }
        if (anchored.node().isMissingNode()) {
            throw new YamlFault("*" + shown(name) + " stands inside of what it repeats", alias);
        }
        repeated += anchored.weight();
        weight += anchored.weight();
        if (repeated > MOST_REPEATED) {
            throw new YamlFault("aliases repeat more than " + MOST_REPEATED + " characters", alias);
        }
        if (depth + anchored.height() > StrictJson.MAX_NESTING) {
            throw new YamlFault("it is nested deeper than " + StrictJson.MAX_NESTING + " levels", alias);
        }
        height = Math.max(height, anchored.height());
        return anchored.node();
    }

    private static void checkTag(Event event) {
        Optional<String> tag =
                event instanceof ScalarEvent scalar ? scalar.getTag() : ((CollectionStartEvent) event).getTag();
        tag.filter(name -> !TAGS.contains(name)).ifPresent(name -> {
            throw new YamlFault("the tag " + shown(name) + " is not for documents; expected none, or !!str", event);
        });
    }

    private static String shown(String text) {
        return text.length() > 80 ? text.substring(0, 80) + "…" : text;
    }
}
