package dev.bqdispatch.config;

/** The first good version and the document it was read from, which the watcher goes on from. */
public record Loaded(Document document, Configuration configuration) {}
