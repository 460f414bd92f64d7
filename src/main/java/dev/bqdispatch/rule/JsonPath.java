package dev.bqdispatch.rule;

import java.util.regex.Pattern;

/** Writes JSON paths for people: one line of bounded length, whatever the keys are. */
final class JsonPath {
    private static final int SHOWN = 80;
    /** A longer path is not continued: no person reads it, and a document may have very many of them. */
    private static final int LONGEST = 500;

    private static final Pattern PLAIN = Pattern.compile("[\\p{L}\\p{N}_-]{1," + SHOWN + "}");

    private JsonPath() {}

    /** The path of an element of a list. */
    static String index(String path, int index) {
        return path.length() > LONGEST ? cut(path) : path + "[" + index + "]";
    }

    private static String cut(String path) {
        return path.endsWith("…") ? path : path + "…";
    }

    /** The path of a key; one that would blur the path stands in brackets. */
    static String key(String path, String name) {
        if (path.length() > LONGEST) {
            return cut(path);
        }
        if (PLAIN.matcher(name).matches()) {
            return path + "." + name;
        }
        String shown = name.length() > SHOWN ? name.substring(0, SHOWN) + "…" : name;
        StringBuilder quoted = new StringBuilder(path).append("['");
        shown.chars().forEach(c -> {
            if (Character.isISOControl(c)) {
                quoted.append(String.format("\\u%04x", c));
            } else {
                quoted.append(c == '\'' || c == '\\' ? "\\" : "").append((char) c);
            }
        });
        return quoted.append("']").toString();
    }
}
