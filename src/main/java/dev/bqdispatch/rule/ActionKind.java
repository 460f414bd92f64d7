package dev.bqdispatch.rule;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What an action does, by the word of the documents. */
public enum ActionKind {
    COPY(true),
    EXPORT(true),
    QUERY(true),
    LOAD(true),
    INSERT(true),
    DROP(false),
    MOVE(false),
    DELETE(false),
    NOTIFY(false),
    CALL(false),
    PUSH(false);

    private final boolean job;

    ActionKind(boolean job) {
        this.job = job;
    }

    /** Whether the action submits a BigQuery job, so that the rest of its plan can wait for that job. */
    public boolean isJob() {
        return job;
    }

    /** Whether doing it twice would show, so that whoever does it must be the only one. */
    public boolean isClaimed() {
        return this == NOTIFY || this == CALL || this == PUSH;
    }

    /** Whether its {@code Source} is, where it is left out, a table of the finished job. */
    boolean defaultsToTable() {
        return this == COPY || this == EXPORT;
    }

    /** Whether its request holds a statement, perhaps in an object that {@code SQLURL} names. */
    public boolean runsSql() {
        return this == QUERY || this == INSERT;
    }

    /** Whether {@code ProjectID} says something: where the child job runs, or in whose project a table or a topic is. */
    boolean hasProject() {
        return job || this == DROP || this == PUSH;
    }

    /** The action's name in documents and child job IDs. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Reads an action's name in any case. */
    public static Optional<ActionKind> parse(String word) {
        return Arrays.stream(values())
                .filter(kind -> kind.word().equals(word.toLowerCase(Locale.ROOT)))
                .findFirst();
    }
}
