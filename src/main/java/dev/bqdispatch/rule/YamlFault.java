package dev.bqdispatch.rule;

import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.Mark;

/** Something that YAML allows and a document must not have. Never leaves the reading of one document. */
final class YamlFault extends RuntimeException {
    private static final long serialVersionUID = 1L;

    YamlFault(String message, Event at) {
        super(at.getStartMark().map(YamlFault::where).orElse("") + ": " + message, null, false, false);
    }

    /** Counted from 1, as editors do. */
    static String where(Mark mark) {
        return " at line " + (mark.getLine() + 1) + ", column " + (mark.getColumn() + 1);
    }
}
