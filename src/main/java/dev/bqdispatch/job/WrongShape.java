package dev.bqdispatch.job;

/** A known format holds a value of the wrong type or a bad ID; the message names the JSON path. Never leaves decoding. */
final class WrongShape extends RuntimeException {
    WrongShape(String path, String what) {
        // No stack trace: a flood of bad messages should cost little.
        super(path + ": " + what, null, false, false);
    }
}
