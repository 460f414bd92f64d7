package dev.bqdispatch.chaos;

/**
 * Something that must come of an event, once.
 *
 * @param name tells it from all others of its kind
 * @param how how it must be; empty if it only has to be
 */
record Asked(Effect effect, String name, String how) {
    Asked(Effect effect, String name) {
        this(effect, name, "");
    }
}
