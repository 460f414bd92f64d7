package dev.bqdispatch.config;

import java.util.Optional;

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

    /** The document's version, and after a {@code +} that of the files of routes if there are any. */
    public String version() {
        return document.version() + routes.map(set -> "+" + set.version()).orElse("");
    }
}
