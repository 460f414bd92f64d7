package dev.bqdispatch.fake;

import com.google.common.hash.Hashing;
import com.google.protobuf.ByteString;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Cloud KMS with symmetric keys
 * (<a href="https://cloud.google.com/kms/docs/reference/rest/v1/projects.locations.keyRings.cryptoKeys">cryptoKeys</a>).
 * What one key encrypted no other decrypts.
 */
public final class FakeKms {
    /** As Google's ciphertexts begin, so that nobody takes one for text. */
    private static final byte[] START = {0x0a, 0x24, 0};

    private static final int NONCE = 12;
    private static final int MOST_BYTES = 64 << 10;

    private final Set<String> keys = ConcurrentHashMap.newKeySet();
    private final AtomicLong nonces = new AtomicLong();

    FakeKms() {}

    /** Creates a key, {@code projects/P/locations/L/keyRings/R/cryptoKeys/K}. */
    public FakeKms createKey(String name) {
        keys.add(name);
        return this;
    }

    /** Encrypts as Google does: the same text gives another ciphertext each time. */
    public ByteString encrypt(String key, ByteString plain) {
        require(key);
        if (plain.size() > MOST_BYTES) {
            throw GoogleError.badRequest("badRequest", "The plaintext is too long.");
        }
        byte[] nonce =
                ByteBuffer.allocate(NONCE).putLong(nonces.incrementAndGet()).array();
        return ByteString.copyFrom(START)
                .concat(ByteString.copyFrom(nonce))
                .concat(ByteString.copyFrom(run(Cipher.ENCRYPT_MODE, key, nonce, plain.toByteArray())));
    }

    public ByteString encrypt(String key, String plain) {
        return encrypt(key, ByteString.copyFromUtf8(plain));
    }

    ByteString decrypt(String key, ByteString cipher) {
        require(key);
        int start = START.length + NONCE;
        if (cipher.size() <= start || !cipher.startsWith(ByteString.copyFrom(START))) {
            throw invalid();
        }
        byte[] nonce = cipher.substring(START.length, start).toByteArray();
        return ByteString.copyFrom(
                run(Cipher.DECRYPT_MODE, key, nonce, cipher.substring(start).toByteArray()));
    }

    private void require(String key) {
        if (!keys.contains(key)) {
            throw GoogleError.notFound("CryptoKey " + key + " not found.");
        }
    }

    private static byte[] run(int mode, String key, byte[] nonce, byte[] text) {
        byte[] secret = Hashing.sha256().hashString(key, StandardCharsets.UTF_8).asBytes();
        try {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(mode, new SecretKeySpec(secret, "AES"), new GCMParameterSpec(128, nonce));
            return cipher.doFinal(text);
        } catch (GeneralSecurityException e) {
            throw invalid();
        }
    }

    private static GoogleError invalid() {
        return GoogleError.badRequest(
                "badRequest",
                "Decryption failed: verify that 'name' refers to the correct CryptoKey, and that the ciphertext is valid.");
    }
}
