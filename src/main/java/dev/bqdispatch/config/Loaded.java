package dev.bqdispatch.config;

/** The first good version and what it was read from, which the watcher goes on from. */
public record Loaded(Bundle bundle, Configuration configuration) {}
