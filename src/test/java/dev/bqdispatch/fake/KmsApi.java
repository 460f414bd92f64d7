package dev.bqdispatch.fake;

import com.google.common.io.BaseEncoding;
import com.google.protobuf.ByteString;
import java.util.function.Supplier;

/**
 * Cloud KMS over <a href="https://cloud.google.com/kms/docs/reference/rest">REST</a>:
 * {@code /v1/projects/P/locations/L/keyRings/R/cryptoKeys/K:verb}.
 */
final class KmsApi {
    private static final String API = "kms";

    private final FakeKms kms;

    KmsApi(FakeKms kms) {
        this.kms = kms;
    }

    static boolean isMeant(ApiRequest request) {
        return request.element(3).equals("locations");
    }

    Operation route(ApiRequest request) {
        String rest = request.rest(1);
        int colon = rest.lastIndexOf(':');
        String key = colon < 0 ? rest : rest.substring(0, colon);
        return switch (colon < 0 ? "" : rest.substring(colon + 1)) {
            case "encrypt" ->
                operation(
                        "cryptoKeys.encrypt",
                        () -> answer("ciphertext", kms.encrypt(key, sent("plaintext", request)), key));
            case "decrypt" ->
                operation(
                        "cryptoKeys.decrypt",
                        () -> answer("plaintext", kms.decrypt(key, sent("ciphertext", request)), key));
            default -> Operation.unknown(API, request);
        };
    }

    private static ByteString sent(String field, ApiRequest request) {
        String text = Json.text(request.json(), field, "").replace('-', '+').replace('_', '/');
        try {
            return ByteString.copyFrom(BaseEncoding.base64().decode(text));
        } catch (IllegalArgumentException e) {
            throw GoogleError.badRequest("badRequest", "Invalid value at '" + field + "' (TYPE_BYTES)");
        }
    }

    private static Reply answer(String field, ByteString bytes, String key) {
        return Reply.json(Json.object()
                .put(field, BaseEncoding.base64().encode(bytes.toByteArray()))
                .put("name", key + "/cryptoKeyVersions/1"));
    }

    private static Operation operation(String method, Supplier<Reply> effect) {
        return Operation.of(API, method, effect);
    }
}
