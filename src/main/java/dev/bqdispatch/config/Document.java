package dev.bqdispatch.config;

import java.time.Instant;
import org.apache.commons.codec.digest.DigestUtils;
import org.jspecify.annotations.Nullable;

/**
 * The configuration as it was found.
 *
 * @param uri file or URL, for people
 * @param version the object's generation, or the start of a hash of the text where there is none
 * @param updated when this version was written, by the clock of where it lies; null where nothing says
 */
public record Document(
        String uri, String version, String text, @Nullable Instant updated) {
    private static final int HASH_DIGITS = 12;

    /** A document that has no version of its own: the first 12 hex digits of the SHA-256 of its text. */
    public static Document hashed(String uri, String text, @Nullable Instant updated) {
        return new Document(uri, DigestUtils.sha256Hex(text).substring(0, HASH_DIGITS), text, updated);
    }
}
