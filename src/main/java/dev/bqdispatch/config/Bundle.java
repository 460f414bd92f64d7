package dev.bqdispatch.config;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One version of everything the configuration is read from: the document, and the files of routes that it names.
 *
 * @param routes empty if the document names no folder
 */
public record Bundle(Document document, Optional<RouteSet> routes) {

    /** A document alone. */
    static Bundle of(Document document) {
        return new Bundle(document, Optional.empty());
    }

    /** When each document was written, by its URL, as far as they say. */
    Map<String, Instant> updated() {
        Map<String, Instant> all = new HashMap<>();
        Stream.concat(Stream.of(document), routes.stream().flatMap(set -> set.files().stream()))
                .forEach(each -> Optional.ofNullable(each.updated()).ifPresent(time -> all.put(each.uri(), time)));
        return all;
    }

    /** The document's version, and after a {@code +} that of the files of routes if there are any. */
    public String version() {
        return document.version() + routes.map(set -> "+" + set.version()).orElse("");
    }
}
