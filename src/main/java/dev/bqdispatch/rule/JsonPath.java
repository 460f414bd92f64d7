package dev.bqdispatch.rule;

import java.util.regex.Pattern;

/** Writes JSON paths for people: one line of bounded length, whatever the keys are. */
final class JsonPath {
    private static final int SHOWN = 80;
    private static final Pattern PLAIN = Pattern.compile("[\\p{L}\\p{N}_-]{1," + SHOWN + "}");

    private JsonPath() {}

    /** The path of a key; one that would blur the path stands in brackets. */
    static String key(String path, String name) {
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
