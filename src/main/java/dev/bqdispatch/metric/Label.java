package dev.bqdispatch.metric;

import java.util.List;

/**
 * A label of a metric.
 *
 * @param values all it may have; none if they come from outside
 * @param said what the values are, where they come from outside
 */
public record Label(String name, List<String> values, String said) {
    public Label {
        values = List.copyOf(values);
    }

    /** A label that has these values and no other. */
    static Label of(String name, String... values) {
        return new Label(name, List.of(values), "");
    }

    /** A label whose values come from outside. */
    static Label open(String name, String said) {
        return new Label(name, List.of(), said);
    }
}
