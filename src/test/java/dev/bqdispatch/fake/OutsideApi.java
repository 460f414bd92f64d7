package dev.bqdispatch.fake;

import com.google.common.io.BaseEncoding;
import java.nio.charset.StandardCharsets;

/**
 * What actions reach beside Google's APIs: Slack under {@code /slack}, somebody's service under {@code /target}, and the
 * <a href="https://cloud.google.com/compute/docs/metadata/overview">metadata server</a> of the machine, as far as it gives
 * identity tokens.
 */
final class OutsideApi {
    private final FakeWorld world;

    OutsideApi(FakeWorld world) {
        this.world = world;
    }

    Operation route(ApiRequest request) {
        return switch (request.element(0)) {
            case "slack" -> slack(request);
            case "target" ->
                Operation.of("target", "target.call", () -> world.target().take(sent(request)));
            default -> metadata(request);
        };
    }

    private Operation slack(ApiRequest request) {
        return request.is("POST") && request.rest(1).equals("chat.postMessage")
                ? Operation.of(
                        "slack",
                        "chat.postMessage",
                        () -> world.slack().post(request.headers().apply("Authorization"), request.json()))
                : Operation.unknown("slack", request);
    }

    private static FakeTarget.Request sent(ApiRequest request) {
        return new FakeTarget.Request(
                request.verb(),
                request.url().substring("/target".length()),
                request.allHeaders().get(),
                request.body().toStringUtf8());
    }

    private Operation metadata(ApiRequest request) {
        boolean identity = request.rest(1).equals("v1/instance/service-accounts/default/identity");
        if (request.element(0).equals("computeMetadata") && !identity) {
            return Operation.unknown("metadata", request);
        }
        String audience = request.parameter("audience", "");
        return Operation.of(
                "metadata",
                identity ? "identity" : "ping",
                () -> Reply.text(200, identity ? token(audience) : "computeMetadata/")
                        .with("Metadata-Flavor", "Google"));
    }

    /** In the form of a real one, but nobody signed it. */
    private String token(String audience) {
        long now = world.clock().instant().getEpochSecond();
        String claims = Json.object()
                .put("aud", audience)
                .put("iss", "https://accounts.google.com")
                .put("iat", now)
                .put("exp", now + 3600)
                .toString();
        return encoded("{\"alg\":\"RS256\",\"typ\":\"JWT\"}") + "." + encoded(claims) + "." + encoded("nobody");
    }

    private static String encoded(String text) {
        return BaseEncoding.base64Url().omitPadding().encode(text.getBytes(StandardCharsets.UTF_8));
    }
}
