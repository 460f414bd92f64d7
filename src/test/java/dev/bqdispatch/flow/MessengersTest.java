package dev.bqdispatch.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.bqdispatch.fake.EventFormat;
import dev.bqdispatch.fake.FakeTarget;
import dev.bqdispatch.fake.Fault;
import dev.bqdispatch.fake.SampleJob;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Actions that tell somebody something, as a whole service runs them. */
class MessengersTest {
    private static final SampleJob LOADED =
            SampleJob.load("load-1", "acme:d.t", "gs://data/in/a.csv", "gs://data/in/b.csv");
    private static final String NOTIFY = """
            {"Action": "notify", "Request": {"Channels": "#ops", "Message": "x", "Token": "xoxb-1"}}
            """;
    private static final String CALL = """
            {"Action": "call", "Request": {"URL": "${env.TARGET}/hook/$JobID?table=$Dest",
              "Headers": {"X-Table": "$DestTable"}, "Body": {"uris": ["$LoadURIs"]}}}
            """;
    private static final String PUSH = """
            {"Action": "push", "Request": {"Topic": "done", "Data": {"table": "$DestTable"},
              "Attributes": {"job": "$JobID"}}}
            """;

    private final Scene scene = new Scene();

    @AfterEach
    void close() {
        scene.close();
    }

    private void settle() {
        scene.publish(LOADED, EventFormat.A).settle();
    }

    private static String error(JsonNode entry) {
        return entry.path("Response").path("Error").asText();
    }

    @Test
    void aCallIsMadeWithWhatTheJobTells() {
        Told.start(scene, CALL);
        settle();

        FakeTarget.Request request = scene.world().target().requests().get(0);
        assertThat(request.method()).isEqualTo("POST");
        assertThat(request.path()).isEqualTo("/hook/load-1?table=acme%3Ad.t");
        assertThat(request.body()).isEqualTo("{\"uris\":[\"gs://data/in/a.csv\",\"gs://data/in/b.csv\"]}");
        assertThat(request.headers())
                .containsEntry("X-Table", "d.t")
                .containsEntry("Content-Type", "application/json")
                .containsEntry(
                        "Idempotency-Key",
                        Told.key(
                                "call",
                                "{\"URL\":\"${env.TARGET}/hook/$JobID?table=$Dest\",\"Headers\":{\"X-Table\":\"$DestTable\"},"
                                        + "\"Body\":{\"uris\":[\"$LoadURIs\"]}}"));
        assertThat(scene.entry("load-1").path("Response").path("Status").asText())
                .isEqualTo("ok");
    }

    @Test
    void theBodyMayBeInAnObject() {
        scene.world().storage().put("gs://data/body.json", "{\"job\": \"$JobID\", \"home\": \"${env.TARGET}\"}");
        Told.start(
                scene,
                "{\"Action\": \"call\", \"Request\": {\"URL\": \"${env.TARGET}/x\", \"Method\": \"PUT\","
                        + " \"BodyURL\": \"gs://${config.Bucket}/body.json\"}}");
        settle();

        assertThat(scene.world().target().requests())
                .extracting(request -> request.method() + " " + request.body())
                .containsExactly("PUT {\"job\":\"load-1\",\"home\":\"${env.TARGET}\"}");
    }

    @Test
    void aCallAfterAChildIsThatOfTheJobThatStartedIt() {
        scene.world().storage().put("gs://data/body.txt", "after $JobID");
        Told.start(
                scene,
                "{\"Action\": \"copy\", \"Request\": {\"Dest\": \"d.u\"}}",
                "{\"Action\": \"call\", \"Request\": {\"URL\": \"${env.TARGET}/$JobID\","
                        + " \"BodyURL\": \"gs://data/body.txt\"}}");
        settle();

        assertThat(scene.world().target().requests())
                .extracting(request -> request.path() + " " + request.body())
                .containsExactly("/load-1 after load-1");
    }

    @Test
    void aMessageIsPublished() {
        Told.start(scene, PUSH);
        settle();

        assertThat(scene.world().pubSub().publishedTo(Told.TOPIC))
                .singleElement()
                .satisfies(message -> {
                    assertThat(message.text()).isEqualTo("{\"table\":\"d.t\"}");
                    assertThat(message.attributes())
                            .isEqualTo(Map.of(
                                    "job",
                                    "load-1",
                                    "idempotency_key",
                                    Told.key(
                                            "push",
                                            "{\"Topic\":\"done\",\"Data\":{\"table\":\"$DestTable\"},"
                                                    + "\"Attributes\":{\"job\":\"$JobID\"}}")));
                });
    }

    @ParameterizedTest
    @CsvSource({"chat.postMessage", "target.call", "topics.publish"})
    void aFailureInPassingIsTriedAgain(String method) {
        Replica replica =
                Told.start(scene, method.startsWith("chat") ? NOTIFY : method.startsWith("target") ? CALL : PUSH);
        replica.gateway().failNext(1, method, Fault.reset());
        replica.gateway().failNext(1, method, Fault.status(503, "backendError"));
        settle();

        assertThat(scene.entry("load-1")
                        .path("Actions")
                        .path(0)
                        .path("Attempts")
                        .asInt())
                .isEqualTo(3);
    }

    /** At least once, and the receiver can tell. */
    @ParameterizedTest
    @CsvSource({"target.call", "topics.publish"})
    void aLostReplyTellsTwiceUnderOneKey(String method) {
        Replica replica = Told.start(scene, method.startsWith("target") ? CALL : PUSH);
        replica.gateway().failNext(1, method, Fault.loseReply());
        settle();

        List<String> keys = method.startsWith("target")
                ? scene.world().target().requests().stream()
                        .map(request -> request.header("Idempotency-Key"))
                        .toList()
                : scene.world().pubSub().publishedTo(Told.TOPIC).stream()
                        .map(message -> message.attributes().getOrDefault("idempotency_key", ""))
                        .toList();
        assertThat(keys).hasSize(2);
        assertThat(keys.get(0)).hasSize(64).isEqualTo(keys.get(1));
    }

    @Test
    void aKeyOfTheUsersOwnIsLeftAlone() {
        Told.start(
                scene,
                "{\"Action\": \"call\", \"Request\": {\"URL\": \"${env.TARGET}/x\","
                        + " \"Headers\": {\"idempotency-key\": \"mine\"}}}");
        settle();

        assertThat(scene.world().target().requests())
                .extracting(request -> request.header("Idempotency-Key"))
                .containsExactly("mine");
    }

    @Test
    void aRefusalIsAnErrorEntryThatQuotesIt() {
        Told.start(scene, CALL, PUSH);
        scene.world().target().answerNext(422, "{\"error\": \"no such table\"}");
        settle();

        JsonNode entry = scene.failedEntry("load-1");
        assertThat(error(entry)).startsWith("action 0, call: 422 http://").contains("no such table");
        assertThat(entry.path("Actions").path(1).path("Status").asText()).isEqualTo("not run");
        assertThat(scene.world().pubSub().publishedTo(Told.TOPIC)).isEmpty();
    }

    @Test
    void aTopicThatIsNotThereIsAnErrorEntry() {
        Told.start(scene, PUSH.replace("\"done\"", "\"gone\""));
        settle();

        assertThat(error(scene.failedEntry("load-1"))).contains("projects/acme/topics/gone");
    }

    @Test
    void aServerThatAsksForMoreTimeGetsItFromPubSub() {
        Replica replica = Told.start(scene, CALL);
        scene.world().target().answerNext(429, "", Map.of("Retry-After", "30"));
        scene.publish(LOADED, EventFormat.A);
        await().until(() -> replica.gateway().calls().countOf("subscriptions.modifyAckDeadline") > 0);
        assertThat(scene.world().target().requests()).hasSize(1);
        scene.clock().advance(Duration.ofSeconds(61));
        scene.settle();

        assertThat(scene.world().target().requests()).hasSize(2);
        assertThat(scene.entry("load-1").path("Response").path("Status").asText())
                .isEqualTo("ok");
    }

    @Test
    void aTaskMayCallOnlyWhatTheConfigurationAllows() {
        Told.start(scene);
        scene.world().storage().put("gs://ops/tasks/x/dispatch.json", """
                        {"OnSuccess": [{"Action": "call", "Bound": true, "Request": {"URL": "http://127.0.0.1:1/"}}]}
                        """);
        scene.publish(SampleJob.query("x--dispatch", "SELECT 1"), EventFormat.A).settle();

        assertThat(error(scene.failedEntry("x--dispatch")))
                .contains("$.OnSuccess[0].Request.URL: 'http://127.0.0.1:1/' is not allowed: no regex of the"
                        + " configuration's AllowCall matches it");
    }

    /** What a variable holds is known, and judged, when it is used. */
    @Test
    void aUrlOfTheEnvironmentThatIsNotAllowedIsNotCalled() {
        scene.withEnv("OTHER", "http://127.0.0.1:1");
        Told.start(scene, "{\"Action\": \"call\", \"Request\": {\"URL\": \"${env.OTHER}/x\"}}");
        settle();

        assertThat(error(scene.failedEntry("load-1")))
                .contains("URL: ${env.OTHER}/x is not allowed")
                .doesNotContain("127.0.0.1:1");
    }
}
