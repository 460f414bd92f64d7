package dev.bqdispatch.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.bqdispatch.fake.SilentServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The packaged jar, whose subscription is at a server that takes everything and says nothing. */
class SilentServerIT {
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final HttpClient client = HttpClient.newHttpClient();

    @Test
    void aSilentServerIsNoticedWithinAMinuteOverEveryTransportAndReadinessComesBackWithTheFirstAnswer()
            throws Exception {
        try (SilentServer sockets = SilentServer.ofSockets();
                SilentServer calls = SilentServer.ofCalls();
                PackagedService overTcp = start(sockets, "grpc");
                PackagedService overGrpc = start(calls, "grpc");
                PackagedService overHttp = start(sockets, "http")) {
            for (PackagedService service : new PackagedService[] {overTcp, overGrpc, overHttp}) {
                await("down").atMost(MINUTE).until(() -> ready(service).statusCode() == 503);
                assertThat(ready(service).body()).contains("the subscription", "no pull was answered for 30 s");
                assertThat(get(service, "/health/live").statusCode()).isEqualTo(200);
                assertThat(get(service, "/metrics").body()).contains("bqdispatch_pull_restarts_total 1.0");
            }
            calls.speak();
            await("up again").atMost(MINUTE).until(() -> ready(overGrpc).statusCode() == 200);
        }
    }

    private static PackagedService start(SilentServer server, String transport) {
        Map<String, String> env = new HashMap<>();
        env.put("CONFIG", Scene.config(""));
        env.put("PUBSUB_TRANSPORT", transport);
        env.put("PUBSUB_EMULATOR_HOST", server.host());
        env.put("STORAGE_EMULATOR_HOST", "127.0.0.1:1");
        env.put("BIGQUERY_EMULATOR_HOST", "127.0.0.1:1");
        env.put("HOST", "127.0.0.1");
        env.put("PORT", "0");
        PackagedService service = PackagedService.start(env, "serve");
        service.port();
        return service;
    }

    private HttpResponse<String> ready(PackagedService service) throws IOException, InterruptedException {
        return get(service, "/health/ready");
    }

    private HttpResponse<String> get(PackagedService service, String path) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + service.port() + path))
                .build();
        return client.send(request, HttpResponse.BodyHandlers.ofString());
    }
}
