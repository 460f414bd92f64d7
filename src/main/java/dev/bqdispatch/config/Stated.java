package dev.bqdispatch.config;

import dev.bqdispatch.rule.Problem;

/**
 * A value and where it was said, so that a complaint can name the place.
 *
 * @param document the configuration's URL, {@code environment} or {@code command line}
 * @param path JSON path, name of a variable, or flag
 */
record Stated(String text, String document, String path) {

    Problem problem(String message) {
        return new Problem(document, path, message);
    }

    Problem unlike(String expected) {
        return problem("is '" + text + "'; expected " + expected);
    }
}
