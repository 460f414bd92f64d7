package dev.bqdispatch.rule;

import dev.bqdispatch.job.ObjectUrl;

/** Where a token comes from. */
public sealed interface Credential {

    /** The token itself. */
    record Inline(String token) implements Credential {
        @Override
        public String toString() {
            return "Inline[***]";
        }
    }

    /**
     * An object of Cloud Storage, encrypted with Cloud KMS.
     *
     * @param key {@code projects/P/locations/L/keyRings/R/cryptoKeys/K}, or {@code R/K}
     */
    record Encrypted(ObjectUrl url, String key) implements Credential {
        /** The key's whole name. */
        public String keyIn(String project, String region) {
            int slash = key.indexOf('/');
            return key.startsWith("projects/")
                    ? key
                    : "projects/" + project + "/locations/" + region + "/keyRings/" + key.substring(0, slash)
                            + "/cryptoKeys/" + key.substring(slash + 1);
        }
    }
}
