package dev.bqdispatch.rule;

import java.util.List;

/** What became of a document: a value, or every problem at once. */
public sealed interface Parsed<T> {

    /**
     * A document that can be used.
     *
     * @param warnings what the reader ignored but a person should know
     */
    record Good<T>(T value, List<Problem> warnings) implements Parsed<T> {
        public Good {
            warnings = List.copyOf(warnings);
        }
    }

    /** A document that is refused. */
    record Bad<T>(List<Problem> problems) implements Parsed<T> {
        public Bad {
            problems = List.copyOf(problems);
        }
    }
}
