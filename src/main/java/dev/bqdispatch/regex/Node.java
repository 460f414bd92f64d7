package dev.bqdispatch.regex;

import java.util.List;

/** A part of a regex, by what it tells of the texts that it matches. */
sealed interface Node {

    /**
     * Just this text.
     *
     * @param anyCase whether letters, which are of ASCII then, stand for both cases and for the two other characters that
     *     Unicode folds to them
     */
    record Text(String text, boolean anyCase) implements Node {}

    /** A dot: any character, but perhaps a line break. */
    record Dot() implements Node {}

    /** One character out of many. */
    record One() implements Node {}

    /** Nothing, at the start of the text. */
    record Start() implements Node {}

    /** Nothing, at the end of the text. */
    record End() implements Node {}

    /** Nothing, at some other place. */
    record Edge() implements Node {}

    /** One after the other; none of them is itself a sequence. */
    record Sequence(List<Node> parts) implements Node {
        public Sequence {
            parts = List.copyOf(parts);
        }
    }

    /** One of two or more. */
    record Choice(List<Node> branches) implements Node {
        public Choice {
            branches = List.copyOf(branches);
        }
    }

    /**
     * The same part several times.
     *
     * @param least 0 or more
     * @param most {@link #NO_LIMIT}, or not less than {@code least}
     */
    record Repeat(Node part, int least, int most) implements Node {
        static final int NO_LIMIT = Integer.MAX_VALUE;
    }

    /** What stands one after the other at the top. */
    default List<Node> parts() {
        return this instanceof Sequence sequence ? sequence.parts() : List.of(this);
    }
}
