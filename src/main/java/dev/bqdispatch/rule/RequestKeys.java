package dev.bqdispatch.rule;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The keys of an action's request.
 *
 * @param known the canonical ones
 * @param aliases other names, each with the canonical one
 */
record RequestKeys(List<String> known, Map<String, String> aliases) {

    /** A copy with the known keys first: requests that say the same are written and hashed as the same text. */
    ObjectNode ordered(ObjectNode request) {
        ObjectNode copy = JsonNodeFactory.instance.objectNode();
        Stream.concat(
                        known.stream(),
                        request.properties().stream().map(Map.Entry::getKey).sorted())
                .filter(request::has)
                .forEach(key -> copy.set(key, request.path(key).deepCopy()));
        return copy;
    }

    /** Whether an empty text says something under this key, where it elsewhere counts as absent. */
    boolean keepsEmpty(String key) {
        return key.equals(LoadFields.QUOTE);
    }

    /**
     * Whether an unknown key is left in the request: BigQuery may know more fields of a load than this version does, if
     * they are written as its REST API writes them, and do not look like a slip.
     */
    boolean passes(String key) {
        return equals(LoadFields.KEYS) && LoadFields.mayBeNewer(key);
    }

    static RequestKeys of(ActionKind kind) {
        return switch (kind) {
            case COPY -> new RequestKeys(List.of("Source", "Dest", "Append", "WriteDisposition", "Template"), Map.of());
            case EXPORT ->
                new RequestKeys(
                        List.of(
                                "Source",
                                "DestURL",
                                "DestURLs",
                                "Format",
                                "Compression",
                                "FieldDelimiter",
                                "IncludeHeader",
                                "UseAvroLogicalTypes"),
                        Map.of("Dest", "DestURL"));
            case QUERY ->
                new RequestKeys(
                        List.of(
                                "SQL",
                                "SQLURL",
                                "Dest",
                                "Append",
                                "WriteDisposition",
                                "UseLegacy",
                                "DatasetID",
                                "Priority",
                                "Template"),
                        Map.of());
            case LOAD -> LoadFields.KEYS;
            case INSERT ->
                new RequestKeys(
                        List.of("SQL", "SQLURL", "Dest", "UseLegacy", "DatasetID", "Priority", "Template"), Map.of());
            case DROP -> new RequestKeys(List.of("Table"), Map.of("Dest", "Table", "Source", "Table"));
            case MOVE ->
                new RequestKeys(
                        List.of("SourceURL", "SourceURLs", "DestURL"),
                        Map.of("Source", "SourceURL", "Dest", "DestURL"));
            case DELETE ->
                new RequestKeys(List.of("SourceURL", "URLs"), Map.of("URL", "SourceURL", "Source", "SourceURL"));
            case NOTIFY ->
                new RequestKeys(
                        List.of("Channels", "From", "Title", "Message", "Body", "Token", "Secret"),
                        Map.of("Channel", "Channels", "Credentials", "Secret"));
            case CALL ->
                new RequestKeys(
                        List.of("URL", "Method", "Headers", "Body", "BodyURL", "Auth", "Scopes", "TimeoutMs"),
                        Map.of());
            case PUSH -> new RequestKeys(List.of("Topic", "Message", "Data", "Attributes"), Map.of());
        };
    }
}
