package dev.bqdispatch.config;

import org.apache.commons.codec.digest.DigestUtils;

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
        return new Document(uri, DigestUtils.sha256Hex(text).substring(0, HASH_DIGITS), text);
    }
}
