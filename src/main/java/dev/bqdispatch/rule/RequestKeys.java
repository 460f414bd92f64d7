package dev.bqdispatch.rule;

import java.util.List;
import java.util.Map;

/**
 * The keys of an action's request.
 *
 * @param known the canonical ones
 * @param aliases other names, each with the canonical one
 */
record RequestKeys(List<String> known, Map<String, String> aliases) {

    static RequestKeys of(ActionKind kind) {
        return switch (kind) {
            case COPY -> new RequestKeys(List.of("Source", "Dest", "Append", "WriteDisposition"), Map.of());
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
                                "Priority"),
                        Map.of());
            case MOVE ->
                new RequestKeys(
                        List.of("SourceURL", "SourceURLs", "DestURL"),
                        Map.of("Source", "SourceURL", "Dest", "DestURL"));
            case DELETE ->
                new RequestKeys(List.of("SourceURL", "URLs"), Map.of("URL", "SourceURL", "Source", "SourceURL"));
        };
    }
}
