package dev.bqdispatch.chaos;

/** What can come of an event; a row of the table each. */
enum Effect {
    JOB("child job"),
    ENTRY("entry"),
    TASK("task retired"),
    MOVE("move"),
    DELETE("delete"),
    DROP("drop"),
    NOTIFY("notify"),
    CALL("call"),
    PUSH("push"),
    INVALID("kept as invalid");

    private final String words;

    Effect(String words) {
        this.words = words;
    }

    String words() {
        return words;
    }
}
