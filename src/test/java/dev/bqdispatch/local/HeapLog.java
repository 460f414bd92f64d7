package dev.bqdispatch.local;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a JVM's log says of its heap, among other lines. */
final class HeapLog {
    /** Makes a JVM write such a log to its output. */
    static final String OPTION = "-Xlog:gc:stdout";

    private static final Pattern COLLECTION = Pattern.compile("Pause .*\\b(?<before>\\d+)M->(?<after>\\d+)M\\(");
    private static final int PARTS = 5;

    private final List<Integer> after = new ArrayList<>();
    private boolean exhausted;

    /** Takes a line of output; says whether it is one of this log. */
    synchronized boolean read(String line) {
        exhausted |= line.contains("OutOfMemoryError");
        Matcher collection = COLLECTION.matcher(line);
        if (collection.find()) {
            after.add(Integer.parseInt(collection.group("after")));
        }
        return line.startsWith("[") && line.contains("[gc");
    }

    /** Whether memory ran out once. */
    synchronized boolean exhausted() {
        return exhausted;
    }

    synchronized int collections() {
        return after.size();
    }

    /** The most that was left after a collection, in MB. */
    synchronized int peak() {
        return after.stream().mapToInt(Integer::intValue).max().orElse(0);
    }

    /** The least that was left in the second fifth of all collections, in MB: what is in use once all has started. */
    synchronized int early() {
        return least(1);
    }

    /** The least that was left in the last fifth, in MB. */
    synchronized int late() {
        return least(PARTS - 1);
    }

    private int least(int part) {
        return after.subList(after.size() * part / PARTS, after.size() * (part + 1) / PARTS).stream()
                .mapToInt(Integer::intValue)
                .min()
                .orElse(0);
    }
}
