package dev.bqdispatch.config;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The configuration as it was found.
 *
 * @param uri file or URL, for people
 * @param version the object's generation, or the start of a hash of the text where there is none
 */
public record Document(String uri, String version, String text) {
    private static final int HASH_DIGITS = 12;

    /** A document that has no version of its own: the first 12 hex digits of the SHA-256 of its text. */
    public static Document hashed(String uri, String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return new Document(uri, HexFormat.of().formatHex(hash).substring(0, HASH_DIGITS), text);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
