package dev.bqdispatch.flow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bqdispatch.fake.EventFormat;
import dev.bqdispatch.fake.SampleJob;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The running service replays for whoever has the administrator's token. */
class ReplayApiTest {
    private static final String ENTRY = "gs://ops/errors/" + Scene.HOUR + "/load-1-job.json";
    private static final String BODY = "{\"entry\": \"" + ENTRY + "\"}";
    private static final String TOKEN = "planted-administrator";
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final Scene scene = new Scene().with(Scene.config("""
            {"Name": "daily", "When": {"Type": "LOAD"}, "OnSuccess": [
              {"Action": "move", "Request": {"SourceURL": "gs://data/in/orders.csv", "DestURL": "gs://away/done/"}}]}
            """));

    @AfterEach
    void close() {
        scene.close();
    }

    private Replica fail() {
        Replica replica = scene.start();
        scene.world().storage().put("gs://data/in/orders.csv", "1,2");
        scene.publish(
                        SampleJob.load("load-1", "acme:d.t", "gs://data/in/orders.csv")
                                .endedAt(Scene.NOW),
                        EventFormat.A)
                .settle();
        return replica;
    }

    private static HttpResponse<String> post(Replica replica, String body, String... headers)
            throws IOException, InterruptedException {
        List<String> all = new ArrayList<>(List.of(headers));
        if (!all.contains("Content-Type")) {
            all.addAll(List.of("Content-Type", "application/json"));
        }
        URI uri = URI.create("http://127.0.0.1:" + replica.port() + "/api/replay");
        return CLIENT.send(
                HttpRequest.newBuilder(uri)
                        .headers(all.toArray(String[]::new))
                        .POST(BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofString());
    }

    @Test
    void anEntryIsReplayed() throws Exception {
        scene.withEnv("ADMIN_TOKEN", TOKEN);
        Replica replica = fail();
        scene.world().storage().createBucket("away");
        HttpResponse<String> answer = post(replica, BODY, "Authorization", "Bearer " + TOKEN);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(Scene.read(answer.body())
                        .path("results")
                        .path(0)
                        .path("status")
                        .asText())
                .isEqualTo("replayed");
        assertThat(scene.names("gs://away/")).containsExactly("done/orders.csv");
        assertThat(scene.entry("load-1").path("Response").path("Source").asText())
                .isEqualTo("replay");
    }

    @Test
    void entriesAreFoundAndADryRunOnlyTells() throws Exception {
        scene.withEnv("ADMIN_TOKEN", TOKEN);
        Replica replica = fail();
        String before = Traces.of(scene.world()).toString();
        HttpResponse<String> answer = post(
                replica,
                "{\"since\": \"1h\", \"route\": \"daily\", \"dryRun\": true}",
                "Authorization",
                "Bearer " + TOKEN);
        assertThat(Scene.read(answer.body())
                        .path("results")
                        .path(0)
                        .path("told")
                        .asText())
                .startsWith("would go on at action 0 of 1, move");
        assertThat(Traces.of(scene.world())).hasToString(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {BODY, "{\"since\": \"1h\"}"})
    void aDryRunReplaysNothingAndSaysSo(String body) throws Exception {
        scene.withEnv("ADMIN_TOKEN", TOKEN).inDryRun();
        HttpResponse<String> answer = post(scene.start(), body, "Authorization", "Bearer " + TOKEN);
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(Scene.read(answer.body()).path("error").asText()).contains("a dry run");
    }

    @Test
    void withoutATokenOfTheServiceItIsOff() throws Exception {
        scene.withEnv("READ_TOKEN", "reader").withEnv("CONSOLE_OPEN", "true");
        Replica replica = fail();
        HttpResponse<String> answer = post(replica, BODY, "Authorization", "Bearer reader");
        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.body()).contains("ADMIN_TOKEN");
    }

    @Test
    void withoutTheRightTokenNothingHappens() throws Exception {
        scene.withEnv("ADMIN_TOKEN", TOKEN).withEnv("READ_TOKEN", "reader");
        Replica replica = fail();
        assertThat(post(replica, BODY).statusCode()).isEqualTo(401);
        assertThat(post(replica, BODY, "Authorization", "Bearer reader").statusCode())
                .isEqualTo(401);
        assertThat(post(replica, BODY, "Authorization", "Bearer " + TOKEN + "x").statusCode())
                .isEqualTo(401);
        assertThat(post(replica, BODY, "Authorization", "Basic " + TOKEN).statusCode())
                .isEqualTo(401);
        assertThat(scene.names("gs://ops/")).containsExactly("errors/" + Scene.HOUR + "/load-1-job.json");
    }

    @ParameterizedTest
    @CsvSource({"Origin, https://elsewhere.example", "Origin, null", "Sec-Fetch-Site, cross-site"})
    void aPageOfAnotherOriginGetsNothingDone(String header, String value) throws Exception {
        scene.withEnv("ADMIN_TOKEN", TOKEN);
        Replica replica = fail();
        HttpResponse<String> answer = post(replica, BODY, "Authorization", "Bearer " + TOKEN, header, value);
        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.body()).contains("other origins");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[]| is no JSON object",
                "{\"entry\": 7}| $.entry: expected a text",
                "{\"entri\": \"x\"}| $.entri: is unknown",
                "{}| either entry or since",
                "{\"since\": \"soon\"}| $.since: expected a time",
                "{\"since\": \"1h\", \"limit\": 0}| $.limit"
            })
    void whatIsWrongWithARequestIsSaid(String body, String reason) throws Exception {
        scene.withEnv("ADMIN_TOKEN", TOKEN);
        HttpResponse<String> answer = post(scene.start(), body, "Authorization", "Bearer " + TOKEN);
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(Scene.read(answer.body()).path("error").asText()).contains(reason.strip());
    }

    @Test
    void formsAndLongBodiesAreRefused() throws Exception {
        scene.withEnv("ADMIN_TOKEN", TOKEN);
        Replica replica = scene.start();
        assertThat(post(replica, BODY, "Authorization", "Bearer " + TOKEN, "Content-Type", "text/plain")
                        .statusCode())
                .isEqualTo(415);
        assertThat(post(replica, "x".repeat(100_000), "Authorization", "Bearer " + TOKEN)
                        .statusCode())
                .isEqualTo(413);
    }
}
