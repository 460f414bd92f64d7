package dev.bqdispatch.config;

import java.util.Optional;

/** A document that was given as it is and never changes; the folder of routes that it names may. */
final class InlinePlace implements DocumentPlace {
    private final Document document;

    InlinePlace(String text) {
        document = Document.hashed("CONFIG", text, null);
    }

    @Override
    public String uri() {
        return document.uri();
    }

    @Override
    public Optional<String> mark() {
        return Optional.of(document.version());
    }

    @Override
    public Optional<Document> read() {
        return Optional.of(document);
    }
}
