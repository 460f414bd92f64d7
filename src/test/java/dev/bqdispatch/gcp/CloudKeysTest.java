package dev.bqdispatch.gcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.protobuf.ByteString;
import dev.bqdispatch.action.Keys;
import dev.bqdispatch.fake.FakeWorld;
import dev.bqdispatch.fake.Fault;
import dev.bqdispatch.fake.Gateway;
import dev.bqdispatch.fault.CallFailed;
import dev.bqdispatch.fault.Failure;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CloudKeysTest {
    private static final String KEY = "projects/acme/locations/eu/keyRings/ring/cryptoKeys/key";
    private static final String OTHER = "projects/acme/locations/eu/keyRings/ring/cryptoKeys/other";

    private final FakeWorld world = new FakeWorld();
    private final Gateway gateway = Gateway.to(world);
    private final Keys keys = new CloudKeys(new RestClients(2), Optional.of(gateway.url()), CallMeter.none());

    @BeforeEach
    void createKeys() {
        world.kms().createKey(KEY).createKey(OTHER);
    }

    @AfterEach
    void close() {
        gateway.close();
        world.close();
    }

    private byte[] encrypted(String plain) {
        return world.kms().encrypt(KEY, plain).toByteArray();
    }

    private Failure failure(String key, byte[] cipher) {
        return catchThrowableOfType(CallFailed.class, () -> keys.decrypt(key, cipher))
                .failure();
    }

    @Test
    void decryptsInOneCall() {
        assertThat(keys.decrypt(KEY, encrypted("secret\u00fc\n")))
                .asString(java.nio.charset.StandardCharsets.UTF_8)
                .isEqualTo("secret\u00fc\n");
        assertThat(gateway.calls().countOf("cryptoKeys.decrypt")).isOne();
    }

    @Test
    void anEmptyTextIsNoError() {
        assertThat(keys.decrypt(KEY, world.kms().encrypt(KEY, ByteString.EMPTY).toByteArray()))
                .isEmpty();
    }

    @Test
    void whatAnotherKeyEncryptedIsAPermanentFailureThatNamesTheKey() {
        Failure failure = failure(OTHER, encrypted("x"));

        assertThat(failure.isTransient()).isFalse();
        assertThat(failure.message()).startsWith("Cloud KMS, " + OTHER + ": Decryption failed");
    }

    @Test
    void aKeyThatIsNotThereIsPermanent() {
        assertThat(failure(KEY + "x", encrypted("x")).isTransient()).isFalse();
    }

    @Test
    void whatMayPassIsTransient() {
        byte[] cipher = encrypted("x");
        gateway.failNext(1, "cryptoKeys.decrypt", Fault.status(503, "backendError"));
        assertThat(failure(KEY, cipher).isTransient()).isTrue();
        gateway.failNext(1, "cryptoKeys.decrypt", Fault.reset());
        assertThat(failure(KEY, cipher).isTransient()).isTrue();
    }

    @Test
    void withoutCredentialsTheFailureSaysSo() {
        FirstUse<String> client = new FirstUse<>("Cloud KMS", () -> {
            throw new java.io.IOException("none were found");
        });

        assertThat(catchThrowableOfType(CallFailed.class, client::get))
                .hasMessage("there are no credentials for Cloud KMS: none were found");
    }
}
