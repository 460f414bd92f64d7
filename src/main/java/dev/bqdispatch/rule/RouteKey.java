package dev.bqdispatch.rule;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.regex.Pattern;

/** Makes {@link Route#key}: what a label value of BigQuery can hold. */
final class RouteKey {
    private static final Pattern LABEL = Pattern.compile("[a-z0-9_-]{1,63}");
    private static final int NAME_CHARACTERS = 46;

    private RouteKey() {}

    /** The name itself if it can be a label value, else what can be kept of it and a hash. */
    static String ofName(String name) {
        if (LABEL.matcher(name).matches()) {
            return name;
        }
        String kept = name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9_-]", "_");
        String start = kept.substring(0, Math.min(kept.length(), NAME_CHARACTERS));
        return start + "_" + sha256(name).substring(0, 16);
    }

    static String ofWhen(When when) {
        return sha256(when.canonical()).substring(0, 32);
    }

    private static String sha256(String text) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
