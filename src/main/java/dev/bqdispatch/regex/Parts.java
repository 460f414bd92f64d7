package dev.bqdispatch.regex;

import java.util.ArrayList;
import java.util.List;

/** A sequence while it is read: texts that stand side by side become one. */
final class Parts {
    private final List<Node> parts = new ArrayList<>();
    private final StringBuilder text = new StringBuilder();
    private boolean anyCase;

    void add(Node node) {
        if (node instanceof Node.Text more) {
            if (anyCase != more.anyCase()) {
                endText();
                anyCase = more.anyCase();
            }
            text.append(more.text());
        } else if (node instanceof Node.Sequence inner) {
            inner.parts().forEach(this::add);
        } else {
            endText();
            parts.add(node);
        }
    }

    private void endText() {
        if (!text.isEmpty()) {
            parts.add(new Node.Text(text.toString(), anyCase));
            text.setLength(0);
        }
    }

    Node node() {
        endText();
        return parts.size() == 1 ? parts.get(0) : new Node.Sequence(parts);
    }
}
