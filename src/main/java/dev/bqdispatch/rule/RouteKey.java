package dev.bqdispatch.rule;

import java.util.Locale;
import java.util.regex.Pattern;
import org.apache.commons.codec.digest.DigestUtils;

/** Makes {@link Route#key}: what a label value of BigQuery can hold. */
public final class RouteKey {
    private static final Pattern LABEL = Pattern.compile("[a-z0-9_-]{1,63}");
    private static final int NAME_CHARACTERS = 46;

    private RouteKey() {}

    /** The name itself if it can be a label value, else what can be kept of it and a hash. */
    public static String ofName(String name) {
        if (LABEL.matcher(name).matches()) {
            return name;
        }
        String kept = name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9_-]", "_");
        String start = kept.substring(0, Math.min(kept.length(), NAME_CHARACTERS));
        return start + "_" + DigestUtils.sha256Hex(name).substring(0, 16);
    }

    static String ofWhen(When when) {
        return DigestUtils.sha256Hex(when.canonical()).substring(0, 32);
    }
}
