package dev.bqdispatch.action;

/** Cloud KMS. */
public interface Keys {
    /**
     * Decrypts with a symmetric key; blocks, and makes one attempt.
     *
     * @param key {@code projects/P/locations/L/keyRings/R/cryptoKeys/K}
     * @throws dev.bqdispatch.fault.CallFailed if it can't be done
     * @see <a href="https://cloud.google.com/kms/docs/reference/rest/v1/projects.locations.keyRings.cryptoKeys/decrypt">
     *     decrypt</a>
     */
    byte[] decrypt(String key, byte[] cipher);
}
