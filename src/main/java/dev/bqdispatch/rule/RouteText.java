package dev.bqdispatch.rule;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A document that routes are written in. A tree takes many times the memory of its text, and one tree of a hundred
 * thousand routes would make the garbage collector hold up all events for long. So of JSON only what stands around the
 * list becomes a tree, and each route another one when its turn comes, which is garbage before the next.
 */
public final class RouteText {
    private static final String ROOT = "$";

    private final String text;
    /** Under which key the list stands; null if the document itself is the list. */
    private final @Nullable String key;

    private JsonNode around = MissingNode.getInstance();
    private int leftOut;

    private RouteText(String text, @Nullable String key) {
        this.text = text;
        this.key = key;
    }

    /** Reads the document of the configuration, but for the routes in the list under its key {@code Routes}. */
    public static RouteText ofConfiguration(String text, Faults faults) {
        return read(text, Limits.CONFIGURATION, "Routes", faults);
    }

    /** Reads a file that is one route or a list of routes, but for the routes in a list. */
    public static RouteText ofFile(String text, Faults faults) {
        return read(text, Limits.ROUTE_FILE, null, faults);
    }

    private static RouteText read(String text, int longest, @Nullable String key, Faults faults) {
        Optional<String> plain = StrictText.plain(text, longest, faults);
        RouteText read = new RouteText(plain.orElse(""), key);
        if (plain.isPresent() && StrictText.isJson(read.text)) {
            StrictJson.parse(read.text, faults, parser -> StrictJson.whole(read.skim(parser), parser, faults))
                    .ifPresentOrElse(root -> read.around = root, () -> read.leftOut = 0);
        } else if (plain.isPresent()) {
            read.around = StrictYaml.read(read.text, faults);
        }
        return read;
    }

    /** The document, its list empty if the routes were left out; a missing node if it can't be read. */
    public JsonNode around() {
        return around;
    }

    /** What stands where the routes should; an empty list if they were left out. */
    JsonNode routes() {
        return key == null ? around : fields().get(key);
    }

    /** The JSON path of {@link #routes}. */
    String path() {
        return key == null ? ROOT : fields().path(key);
    }

    private Fields fields() {
        return Fields.of(around, ROOT, new Faults(""));
    }

    /** How many routes were left out. */
    int leftOut() {
        return leftOut;
    }

    /** Gives out those that were left out, in their order; a fault becomes a problem with line and column. */
    void eachLeftOut(Consumer<JsonNode> reader, Faults faults) {
        StrictJson.parse(text, faults, parser -> {
            findList(parser);
            for (int i = 0; i < leftOut; i++) {
                parser.nextToken();
                reader.accept(StrictJson.part(parser));
            }
            return leftOut;
        });
    }

    private JsonNode skim(JsonParser parser) throws IOException {
        JsonToken first = parser.nextToken();
        if (key == null && first == JsonToken.START_ARRAY) {
            return leaveOut(parser);
        }
        if (key == null || first != JsonToken.START_OBJECT) {
            return StrictJson.part(parser);
        }
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        boolean found = false;
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            // Another one after it would be the key in another spelling, which is refused by those who read the fields.
            boolean list = parser.nextToken() == JsonToken.START_ARRAY && isKey(name) && !found;
            found |= list;
            root.set(name, list ? leaveOut(parser) : StrictJson.part(parser));
        }
        return root;
    }

    private JsonNode leaveOut(JsonParser parser) throws IOException {
        for (leftOut = 0; parser.nextToken() != JsonToken.END_ARRAY; leftOut++) {
            parser.skipChildren();
        }
        return JsonNodeFactory.instance.arrayNode();
    }

    private void findList(JsonParser parser) throws IOException {
        boolean found = parser.nextToken() == JsonToken.START_ARRAY;
        while (!found && parser.nextToken() == JsonToken.FIELD_NAME) {
            boolean named = isKey(parser.currentName());
            found = parser.nextToken() == JsonToken.START_ARRAY && named;
            if (!found) {
                parser.skipChildren();
            }
        }
    }

    private boolean isKey(String name) {
        return name.equalsIgnoreCase(key);
    }
}
