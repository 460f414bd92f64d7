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

        @Override
        public List<Problem> problems() {
            return List.of();
        }
    }

    /**
     * A document that is refused.
     *
     * @param warnings may explain a problem: the key that is missing is there, spelled otherwise
     */
    record Bad<T>(List<Problem> problems, List<Problem> warnings) implements Parsed<T> {
        public Bad {
            problems = List.copyOf(problems);
            warnings = List.copyOf(warnings);
        }

        /** Without warnings. */
        public Bad(List<Problem> problems) {
            this(problems, List.of());
        }
    }

    /** What is wrong; nothing with a good document. */
    List<Problem> problems();

    /** What a person should know beside the problems. */
    List<Problem> warnings();
}
