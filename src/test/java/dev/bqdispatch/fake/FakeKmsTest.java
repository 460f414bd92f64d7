package dev.bqdispatch.fake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.api.client.http.javanet.NetHttpTransport;
import com.google.api.client.json.gson.GsonFactory;
import com.google.api.services.cloudkms.v1.CloudKMS;
import com.google.api.services.cloudkms.v1.model.DecryptRequest;
import com.google.api.services.cloudkms.v1.model.EncryptRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The fake speaks to Google's own client. */
class FakeKmsTest {
    private static final String KEY = "projects/p/locations/eu/keyRings/r/cryptoKeys/k";

    private final FakeWorld world = new FakeWorld();
    private final Gateway gateway = Gateway.to(world);
    private final CloudKMS.Projects.Locations.KeyRings.CryptoKeys client = new CloudKMS.Builder(
                    new NetHttpTransport(), GsonFactory.getDefaultInstance(), request -> {})
            .setRootUrl(gateway.url() + "/")
            .setApplicationName("fakes-test")
            .build()
            .projects()
            .locations()
            .keyRings()
            .cryptoKeys();

    @AfterEach
    void close() {
        gateway.close();
        world.close();
    }

    private byte[] encrypt(String plain) throws IOException {
        return client.encrypt(KEY, new EncryptRequest().encodePlaintext(plain.getBytes(StandardCharsets.UTF_8)))
                .execute()
                .decodeCiphertext();
    }

    @Test
    void whatIsEncryptedComesBack() throws IOException {
        world.kms().createKey(KEY);

        assertThat(client.decrypt(KEY, new DecryptRequest().encodeCiphertext(encrypt("secret")))
                        .execute()
                        .decodePlaintext())
                .asString(StandardCharsets.UTF_8)
                .isEqualTo("secret");
        assertThat(encrypt("secret")).isNotEqualTo(encrypt("secret"));
    }

    @Test
    void aKeyThatIsNotThereEncryptsNothing() {
        assertThatThrownBy(() -> encrypt("secret")).hasMessageContaining("404").hasMessageContaining("not found");
    }
}
