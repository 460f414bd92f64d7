package dev.bqdispatch.regex;

import dev.bqdispatch.regex.Shape.Side;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** Finds the shape of a regex; used once. */
final class ShapeReader {
    private final Deque<Node> parts;
    /** Whether letters stand for all cases; unknown while there is none. */
    private Optional<Boolean> anyCase = Optional.empty();

    ShapeReader(List<Node> parts) {
        this.parts = new ArrayDeque<>(parts);
    }

    Optional<Shape> read() {
        try {
            boolean atStart = parts.peekFirst() instanceof Node.Start && parts.pollFirst() != null;
            boolean atEnd = parts.peekLast() instanceof Node.End && parts.pollLast() != null;
            Side before = side(atStart, true);
            Side after = side(atEnd, false);
            parts.forEach(this::check);
            List<String> texts =
                    Contents.of(new Node.Sequence(List.copyOf(parts))).exact();
            if (texts.isEmpty() || texts.stream().anyMatch(ShapeReader::isUnfit)) {
                return Optional.empty();
            }
            return Optional.of(new Shape(texts, anyCase.orElse(false), before, after));
        } catch (NotUnderstood e) {
            return Optional.empty();
        }
    }

    /** Takes dots away from one end of what is left. */
    private Side side(boolean closed, boolean first) {
        int least = 0;
        boolean dots = false;
        boolean open = !closed;
        for (Node node = end(first); isDots(node); node = end(first)) {
            dots = true;
            if (node instanceof Node.Repeat repeat) {
                least += Math.min(repeat.least(), 2);
                open |= repeat.most() == Node.Repeat.NO_LIMIT;
            } else {
                least++;
            }
            if (first) {
                parts.removeFirst();
            } else {
                parts.removeLast();
            }
        }
        if (least > 1 || (dots && !open)) {
            throw new NotUnderstood();
        }
        if (dots) {
            return least == 0 ? Side.DOTS : Side.DOT;
        }
        return closed ? Side.NOTHING : Side.ANYTHING;
    }

    private Node end(boolean first) {
        Node node = first ? parts.peekFirst() : parts.peekLast();
        return node == null ? new Node.Edge() : node;
    }

    private static boolean isDots(Node node) {
        return node instanceof Node.Dot || (node instanceof Node.Repeat repeat && repeat.part() instanceof Node.Dot);
    }

    /** What is left must be texts alone, all with the same cases. */
    private void check(Node node) {
        if (node instanceof Node.Text text) {
            if (anyCase.isPresent() && anyCase.get() != text.anyCase()) {
                throw new NotUnderstood();
            }
            anyCase = Optional.of(text.anyCase());
        } else if (node instanceof Node.Sequence sequence) {
            sequence.parts().forEach(this::check);
        } else if (node instanceof Node.Choice choice) {
            choice.branches().forEach(this::check);
        } else if (node instanceof Node.Repeat repeat) {
            check(repeat.part());
        } else {
            throw new NotUnderstood();
        }
    }

    /** In half a character a match could begin or end within one. */
    private static boolean isUnfit(String text) {
        return text.isEmpty() || text.chars().anyMatch(unit -> Character.isSurrogate((char) unit));
    }
}
