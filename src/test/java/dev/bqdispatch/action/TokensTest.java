package dev.bqdispatch.action;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.protobuf.ByteString;
import dev.bqdispatch.fake.FakeWorld;
import dev.bqdispatch.fake.Gateway;
import dev.bqdispatch.fault.CallFailed;
import dev.bqdispatch.fault.Failure;
import dev.bqdispatch.gcp.CallMeter;
import dev.bqdispatch.gcp.CloudKeys;
import dev.bqdispatch.gcp.GcsObjects;
import dev.bqdispatch.gcp.RestClients;
import dev.bqdispatch.job.ObjectUrl;
import dev.bqdispatch.rule.AllowCall;
import dev.bqdispatch.rule.Credential;
import dev.bqdispatch.rule.Policy;
import java.io.IOException;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TokensTest {
    private static final String KEY = "projects/acme/locations/eu/keyRings/ring/cryptoKeys/key";
    private static final String TOKEN = "xoxb-1234-abcDEF";
    private static final Policy POLICY = new Policy("acme", Duration.ofHours(1), 20, 5, "eu", AllowCall.NONE);
    private static final ObjectUrl URL = new ObjectUrl("ops", "slack.enc");

    private final FakeWorld world = new FakeWorld();
    private final Gateway gateway = Gateway.to(world);
    private Tokens tokens;

    @BeforeEach
    void connect() throws IOException {
        world.storage().createBucket("ops");
        world.kms().createKey(KEY);
        RestClients clients = new RestClients(2);
        tokens = new Tokens(
                new GcsObjects(clients.storage(Optional.of(gateway.url())), CallMeter.none()),
                new CloudKeys(clients, Optional.of(gateway.url()), CallMeter.none()));
    }

    @AfterEach
    void close() {
        gateway.close();
        world.close();
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    private String token() {
        return tokens.of(new Credential.Encrypted(URL, "ring/key"), POLICY);
    }

    private Failure failure() {
        return catchThrowableOfType(CallFailed.class, this::token).failure();
    }

    private void store(String plain) {
        world.storage().put(URL.toString(), world.kms().encrypt(KEY, plain), Map.of());
    }

    @ParameterizedTest
    @CsvSource({"false, false", "false, true", "true, false", "true, true"})
    void eachOfTheFourEncodingsIsUndone(boolean cipherInBase64, boolean plainInBase64) {
        for (String plain : new String[] {TOKEN, TOKEN + "\n", "{\"Token\": \"" + TOKEN + "\"}\n"}) {
            ByteString cipher = world.kms().encrypt(KEY, plainInBase64 ? base64(plain.getBytes(UTF_8)) + "\n" : plain);
            world.storage()
                    .put(
                            URL.toString(),
                            cipherInBase64 ? ByteString.copyFromUtf8(wrapped(base64(cipher.toByteArray()))) : cipher,
                            Map.of());

            assertThat(token()).isEqualTo(TOKEN);
        }
    }

    /** As {@code base64} of a shell writes it. */
    private static String wrapped(String base64) {
        return base64.replaceAll("(.{76})", "$1\n") + "\n";
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"token\": \"t-1\"}", "{\"TOKEN\": \"t-1\", \"other\": 1}"})
    void theKeyOfTheTokenIsFoundInAnyCase(String plain) {
        store(plain);

        assertThat(token()).isEqualTo("t-1");
    }

    @Test
    void aTokenThatLooksLikeBase64IsLeftAlone() {
        store("abcd1234");

        assertThat(token()).isEqualTo("abcd1234");
    }

    @Test
    void itCostsOneReadAndOneDecryption() {
        store(TOKEN);
        token();

        assertThat(gateway.calls().all())
                .extracting(call -> call.method())
                .containsExactly("objects.get.media", "cryptoKeys.decrypt");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"Tokn\": \"planted\"}",
                "{planted",
                "",
                "planted with blanks",
                "{\"Token\": {\"a\": \"planted\"}}"
            })
    void whatHoldsNoTokenIsRefusedWithoutAWordOfIt(String plain) {
        store(plain);

        Failure failure = failure();
        assertThat(failure.isTransient()).isFalse();
        assertThat(failure.message()).startsWith("Secret: gs://ops/slack.enc ").doesNotContain("planted");
    }

    @Test
    void aSecretThatIsNotThereIsNamed() {
        assertThat(failure().message()).isEqualTo("Secret: there is no object gs://ops/slack.enc");
    }

    @Test
    void whatWasNotEncryptedWithTheKeyIsPermanent() {
        world.storage().put(URL.toString(), "plain text");

        Failure failure = failure();
        assertThat(failure.isTransient()).isFalse();
        assertThat(failure.message()).contains(KEY).contains("Decryption failed");
    }
}
