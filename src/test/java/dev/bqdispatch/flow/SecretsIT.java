package dev.bqdispatch.flow;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.bqdispatch.fake.EventFormat;
import dev.bqdispatch.fake.Gateway;
import dev.bqdispatch.fake.SampleJob;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Secrets of every kind are planted, the packaged jar does all it can with them, and then they are looked for. */
class SecretsIT {
    private static final String INLINE = "xoxb-planted-inline";
    private static final String ENCRYPTED = "xoxb-planted-encrypted";
    private static final String HEADER = "planted-header-value";
    private static final String FROM_ENV = "planted/value of+env\"quoted";

    private static final String KEY = "projects/acme/locations/us-central1/keyRings/ring/cryptoKeys/key";
    private static final List<String> PATHS =
            List.of("/health/live", "/health/ready", "/metrics", "/", "/api", "/api/entries", "/planted");

    private final Scene scene = new Scene();

    @AfterEach
    void close() {
        scene.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"json", "text"})
    void noSecretIsInAnythingThatARunSaysOrLeavesBehind(String format) throws IOException, InterruptedException {
        scene.world().kms().createKey(KEY);
        scene.world().storage().put("gs://data/slack.enc", scene.world().kms().encrypt(KEY, ENCRYPTED), Map.of());
        try (Gateway gateway = Gateway.to(scene.world())) {
            plantTasks(gateway);
            Map<String, String> env = Replica.env(gateway);
            env.put("API_KEY", FROM_ENV);
            env.put("LOG_FORMAT", format);
            env.put("LOG_LEVEL", "DEBUG");
            env.put("ADMIN_TOKEN", "planted-admin-token");
            env.put("CONFIG", config(gateway));
            try (PackagedService service = PackagedService.start(env, "serve")) {
                int port = service.port();
                run();
                List<String> said = new ArrayList<>();
                for (String path : PATHS) {
                    said.add(get(port, path));
                }
                service.terminate();
                said.addAll(service.output());
                said.addAll(left());
                assertReachedWhomTheyWereFor();
                assertThat(said).hasSizeGreaterThan(25).allSatisfy(SecretsIT::hasNoSecret);
            }
        }
    }

    private static String config(Gateway gateway) {
        String route = """
                {"Name": "all", "When": {"Dest": "d.t"}, "OnSuccess": [
                  {"Action": "copy", "Request": {"Dest": "d.u"}},
                  {"Action": "query", "Request": {"SQL": "SELECT f('''${env.API_KEY}''')", "Dest": "d.v"}},
                  {"Action": "notify", "Request": {"Channels": "#ops", "Message": "$JobID", "Token": "%s"}},
                  {"Action": "notify", "Request": {"Channels": "#ops", "Message": "$JobID",
                    "Secret": {"URL": "gs://data/slack.enc", "Key": "ring/key"}}},
                  {"Action": "call", "Request": {"URL": "%s/target/x", "Body": {"key": "${env.API_KEY}"},
                    "Headers": {"Authorization": "Bearer %s", "X-Api-Key": "${env.API_KEY}"}}}]}
                """.formatted(INLINE, gateway.url(), HEADER);
        return Scene.config(route, ", \"AllowCall\": \".*\", \"TaskEnv\": [\"API_KEY\"]");
    }

    /** Tasks of others, whose calls fail and are quoted back, and one that can't be read. */
    private void plantTasks(Gateway gateway) {
        scene.world().storage().put("gs://ops/tasks/y/dispatch.json", """
                        {"OnSuccess": [{"Action": "call", "Request": {"URL": "%s/target/y", "Body": "${env.API_KEY}",
                          "Headers": {"Authorization": "Bearer %s", "Cookie": "a=%s"}}}]}
                        """.formatted(gateway.url(), HEADER, HEADER));
        scene.world()
                .storage()
                .put(
                        "gs://ops/tasks/z/dispatch.json",
                        "OnSuccess: [{Action: notify, Request: {Token: " + INLINE + "}}]");
    }

    private void run() {
        scene.world().target().answerNext(400, "no: Bearer " + HEADER + " and " + FROM_ENV);
        scene.publish(SampleJob.query("y--dispatch", "SELECT 1"), EventFormat.A).settle();
        scene.publish(SampleJob.query("z--dispatch", "SELECT 1"), EventFormat.A)
                .publish(SampleJob.load("load-1", "acme:d.t", "gs://data/t.csv"), EventFormat.A, EventFormat.B)
                .settle();
        scene.publish("garbage");
        scene.settle();
    }

    /** Every object of the service's folders, state included, and the labels of its jobs. */
    private List<String> left() {
        List<String> left = new ArrayList<>();
        for (String url : scene.world().storage().list("gs://ops/")) {
            left.add(url + ": " + scene.world().storage().text(url));
        }
        for (JsonNode job : scene.world().bigQuery().jobs()) {
            left.add(job.path("configuration").path("labels").toString());
        }
        return left;
    }

    private void assertReachedWhomTheyWereFor() {
        assertThat(scene.world().slack().posts())
                .extracting(post -> post.token())
                .contains(INLINE, ENCRYPTED);
        assertThat(scene.world().target().requests()).hasSizeGreaterThanOrEqualTo(2);
        assertThat(scene.world().bigQuery().jobs().toString()).contains("planted/value");
    }

    private static void hasNoSecret(String text) {
        assertThat(text).doesNotContain("planted-inline", "planted-encrypted", "planted-header", "planted/value");
        assertThat(text).doesNotContain("planted-admin-token", "planted%2Fvalue", "planted\\/value");
    }

    private static String get(int port, String path) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .build();
        HttpResponse<String> response = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
        return response.headers().map() + response.body();
    }
}
