package dev.bqdispatch.gcp;

import com.google.api.services.cloudkms.v1.CloudKMS;
import com.google.api.services.cloudkms.v1.model.DecryptRequest;
import com.google.api.services.cloudkms.v1.model.DecryptResponse;
import dev.bqdispatch.action.Keys;
import dev.bqdispatch.fault.CallFailed;
import dev.bqdispatch.fault.Failure;
import dev.bqdispatch.metric.GoogleCall;
import java.io.IOException;
import java.util.Optional;

/** Keys of Cloud KMS through its REST API, one attempt per call. */
public final class CloudKeys implements Keys {
    private final FirstUse<CloudKMS> kms;
    private final CallMeter calls;

    /** @param emulator {@code host:port} or a URL, without credentials; empty for the cloud */
    public CloudKeys(RestClients clients, Optional<String> emulator, CallMeter calls) {
        this.calls = calls;
        kms = new FirstUse<>("Cloud KMS", () -> clients.kms(emulator));
    }

    @Override
    public byte[] decrypt(String key, byte[] cipher) {
        CloudKMS client = kms.get();
        try {
            CloudKMS.Projects.Locations.KeyRings.CryptoKeys.Decrypt decrypt = client.projects()
                    .locations()
                    .keyRings()
                    .cryptoKeys()
                    .decrypt(key, new DecryptRequest().encodeCiphertext(cipher));
            DecryptResponse answer = calls.rest(GoogleCall.DECRYPT, decrypt::execute);
            byte[] plain = answer.decodePlaintext();
            return plain == null ? new byte[0] : plain;
        } catch (IOException | RuntimeException e) {
            Failure failure = ErrorClassifier.rest(e).failure();
            throw new CallFailed(failure.withMessage("Cloud KMS, " + key + ": " + failure.message()), e);
        }
    }
}
