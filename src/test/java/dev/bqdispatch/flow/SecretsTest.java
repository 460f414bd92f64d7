package dev.bqdispatch.flow;

import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bqdispatch.fake.EventFormat;
import dev.bqdispatch.fake.SampleJob;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/** A planted secret is looked for in everything that a run leaves behind. */
class SecretsTest {
    private static final String TOKEN = "xoxb-planted-token";
    private static final String FROM_ENV = "planted-value-of-the-environment";

    private final Scene scene = new Scene().withEnv("API_KEY", FROM_ENV);
    private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    private final Logger ours = (Logger) LoggerFactory.getLogger("dev.bqdispatch");
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();

    @BeforeEach
    void listen() {
        ours.setLevel(Level.TRACE);
        log.start();
        root.addAppender(log);
    }

    @AfterEach
    void close() {
        scene.close();
        root.detachAppender(log);
        ours.setLevel(null);
    }

    @Test
    void aTokenInATaskIsNowhereAfterwards() {
        scene.world().storage().put("gs://ops/tasks/x/dispatch.json", """
                        {"OnSuccess": [{"Action": "delete", "Request": {"URL": "gs://data/a", "Token": "%s",
                          "Headers": {"Authorization": "Bearer %s"}}}]}
                        """.formatted(TOKEN, TOKEN));
        Replica replica = scene.start();
        scene.publish(SampleJob.query("x--dispatch", "SELECT 1"), EventFormat.A).settle();
        assertThat(scene.names("gs://ops/")).hasSize(2);
        assertNowhere(TOKEN, replica);
    }

    @Test
    void aTokenInATaskThatCantBeReadIsNowhereAfterwards() {
        scene.world()
                .storage()
                .put(
                        "gs://ops/tasks/x/dispatch.json",
                        "OnSuccess: [{Action: notify, Request: {Token: " + TOKEN + "}}]");
        Replica replica = scene.start();
        scene.publish(SampleJob.query("x--dispatch", "SELECT 1"), EventFormat.A).settle();
        assertThat(scene.names("gs://ops/")).hasSize(2);
        assertNowhere(TOKEN, replica);
    }

    @Test
    void aValueOfTheEnvironmentReachesOnlyTheJobThatUsesIt() {
        scene.with(Scene.config("""
                {"When": {"Dest": "d.t"}, "OnSuccess": [
                  {"Action": "copy", "Request": {"Dest": "d.u"}},
                  {"Action": "query", "Request": {"SQL": "SELECT f('${env.API_KEY}')", "Dest": "d.v"}},
                  {"Action": "export", "Request": {"Source": "d.v", "DestURL": "gs://data/out.csv"}}]}
                """));
        Replica replica = scene.start();
        scene.publish(SampleJob.load("load-1", "acme:d.t", "gs://data/t.csv"), EventFormat.A)
                .settle();
        assertThat(scene.submitted("load-1--000-000_query--dispatch")
                        .orElseThrow()
                        .path("query")
                        .path("query")
                        .asText())
                .isEqualTo("SELECT f('" + FROM_ENV + "')");
        assertThat(scene.names("gs://data/")).containsExactly("out.csv");
        assertNowhere(FROM_ENV, replica);
    }

    @Test
    void aValueStaysHiddenAfterTheRulesHaveForgottenItsName() {
        String url = "gs://ops/conf.json";
        String exports =
                "{\"When\": {\"Dest\": \"d.v\"}, \"OnSuccess\": [{\"Action\": \"delete\", \"Request\": {\"URL\": \"gs://data/x\"}}]}";
        String queries = "{\"When\": {\"Dest\": \"d.t\"}, \"OnSuccess\": [{\"Action\": \"query\", \"Request\":"
                + " {\"SQL\": \"SELECT f('${env.API_KEY}')\", \"Dest\": \"d.v\"}}]}";
        scene.world().storage().put(url, Scene.config(queries, ", \"CheckInMs\": 100"));
        scene.world().bigQuery().completeManually();
        Replica replica = scene.with(url).start();
        scene.publish(SampleJob.load("load-1", "acme:d.t", "gs://data/t.csv"), EventFormat.A)
                .settle();
        scene.world().storage().put(url, Scene.config(exports, ", \"CheckInMs\": 100"));
        await().until(() -> log.list.stream()
                .anyMatch(event ->
                        event.getFormattedMessage().contains("a new version of the configuration is in force")));
        scene.world().bigQuery().completeAll();
        scene.settle();
        assertThat(scene.entry("load-1--000_query--dispatch_nop")
                        .path("configuration")
                        .path("query")
                        .path("query")
                        .asText())
                .isEqualTo("SELECT f('${env.API_KEY}')");
        assertNowhere(FROM_ENV, replica);
    }

    @Test
    void aTaskOfSomebodyElseMayOnlyReadWhatTaskEnvNames() {
        scene.with(Scene.config("", ", \"TaskEnv\": [\"OTHER\"]"));
        scene.world()
                .storage()
                .put(
                        "gs://ops/tasks/x/dispatch.json",
                        "{\"OnSuccess\": [{\"Action\": \"query\", \"Request\": {\"SQL\": \"SELECT '${env.API_KEY}'\"}}]}");
        scene.start();
        scene.publish(SampleJob.query("x--dispatch", "SELECT 1"), EventFormat.A).settle();
        assertThat(scene.failedEntry("x--dispatch")
                        .path("Response")
                        .path("Error")
                        .asText())
                .contains("$.OnSuccess[0].Request.SQL")
                .contains("API_KEY");
        assertThat(scene.world().bigQuery().jobIds()).containsExactly("x--dispatch");
    }

    @Test
    void tokensOfMessengersAreNowhereAfterwardsEvenIfTheyAreQuotedBack() {
        scene.with(Scene.config("", ", \"AllowCall\": \".*\", \"TaskEnv\": [\"API_KEY\"]"));
        scene.world().slack().refuseNext("invalid_auth:" + TOKEN);
        scene.world().storage().put("gs://ops/tasks/x/dispatch.json", """
                        {"OnSuccess": [{"Action": "notify", "Request": {
                          "Channels": "#ops", "Message": "x", "Token": "%s"}}]}
                        """.formatted(TOKEN));
        Replica replica = scene.start();
        String url = replica.gateway().url() + "/target/x?key=${env.API_KEY}";
        scene.world().target().answerNext(400, "your token " + TOKEN + " and " + FROM_ENV + " are wrong");
        scene.world().storage().put("gs://ops/tasks/y/dispatch.json", """
                        {"OnSuccess": [{"Action": "call", "Request": {"URL": "%s", "Headers": {"X-Api-Key": "%s",
                          "Authorization": "Bearer %s", "Cookie": "a=%s"}}}]}
                        """.formatted(url, TOKEN, TOKEN, TOKEN));
        scene.publish(SampleJob.query("x--dispatch", "SELECT 1"), EventFormat.A)
                .publish(SampleJob.query("y--dispatch", "SELECT 1"), EventFormat.A)
                .settle();
        assertThat(scene.failedEntry("x--dispatch")
                        .path("Response")
                        .path("Error")
                        .asText())
                .contains("channel #ops");
        assertThat(scene.failedEntry("y--dispatch")
                        .path("Response")
                        .path("Error")
                        .asText())
                .contains("your token *** and ${env.API_KEY} are wrong");
        assertThat(scene.world().target().requests().get(0).path()).contains(FROM_ENV);
        assertNowhere(TOKEN, replica);
        assertNowhere(FROM_ENV, replica);
    }

    @Test
    void aDecryptedTokenReachesSlackAlone() {
        String key = "projects/acme/locations/us-central1/keyRings/ring/cryptoKeys/key";
        scene.world().kms().createKey(key);
        scene.world().storage().put("gs://data/slack.enc", scene.world().kms().encrypt(key, TOKEN), java.util.Map.of());
        scene.with(Scene.config("""
                {"When": {"Dest": "d.t"}, "OnSuccess": [
                  {"Action": "copy", "Request": {"Dest": "d.u"}},
                  {"Action": "notify", "Request": {"Channels": "#ops", "Message": "$JobID",
                    "Secret": {"URL": "gs://data/slack.enc", "Key": "ring/key"}}},
                  {"Action": "notify", "Request": {"Channels": "#ops", "Message": "$JobID", "Token": "${env.API_KEY}"}}]}
                """));
        Replica replica = scene.start();
        scene.world().bigQuery().completeManually();
        scene.publish(SampleJob.load("load-1", "acme:d.t", "gs://data/t.csv"), EventFormat.A)
                .settle();
        assertThat(scene.json("gs://ops/tasks/load-1/000_copy/dispatch.json").path("OnSuccess"))
                .hasSize(2)
                .allSatisfy(
                        action -> assertThat(action.path("Bound").asBoolean()).isTrue());
        assertNowhere(TOKEN, replica);
        assertNowhere(FROM_ENV, replica);
        scene.world().bigQuery().completeAll();
        scene.settle();
        assertThat(scene.world().slack().posts())
                .extracting(
                        post -> post.token() + " " + post.message().path("text").asText())
                .containsExactly(TOKEN + " load-1", FROM_ENV + " load-1");
        assertNowhere(TOKEN, replica);
        assertNowhere(FROM_ENV, replica);
    }

    @Test
    void aLongTokenQuotedBackIsNotLeftInPart() {
        String token = "planted." + "eyJhbGciOi".repeat(47) + "0.";
        assertThat(errorOfCall("Bearer " + token, "bad token: Bearer " + token)).endsWith("answered: bad token: ***");
        assertThat(errorOfCall("Bearer " + token, "x".repeat(290) + token)).endsWith("x***");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "no: -----BEGIN KEY-----\nplanted\"a/b\n-----END KEY-----\n",
                "no: -----BEGIN KEY-----  planted\"a/b -----END KEY-----",
                "{\"no\": \"-----BEGIN KEY-----\\nplanted\\\"a\\/b\\n-----END KEY-----\\n\"}",
                "no: -----BEGIN%20KEY-----%0Aplanted%22a%2Fb%0A-----END+KEY-----%0A",
            })
    void aValueQuotedBackInAnotherFormIsHidden(String answer) {
        scene.withEnv("API_KEY", "-----BEGIN KEY-----\nplanted\"a/b\n-----END KEY-----\n");
        assertThat(errorOfCall("x", answer))
                .contains("no")
                .contains("${env.API_KEY}")
                .doesNotContain("BEGIN")
                .doesNotContain("planted")
                .doesNotContain("END");
    }

    private String errorOfCall(String authorization, String answer) {
        scene.with(Scene.config("", ", \"AllowCall\": \".*\", \"TaskEnv\": [\"API_KEY\"]"));
        Replica replica = scene.start();
        scene.world().target().answerNext(401, answer);
        String id = "y" + scene.world().target().requests().size() + "--dispatch";
        scene.world().storage().put("gs://ops/tasks/" + id.replace("--", "/") + ".json", """
                        {"OnSuccess": [{"Action": "call", "Request": {"URL": "%s/target/x", "Body": "${env.API_KEY}",
                          "Headers": {"Authorization": "%s"}}}]}
                        """.formatted(
                        replica.gateway().url(), authorization));
        scene.publish(SampleJob.query(id, "SELECT 1"), EventFormat.A).settle();
        replica.close();
        return scene.failedEntry(id).path("Response").path("Error").asText();
    }

    @Test
    void aLongTokenThatSlackQuotesBackIsNotLeftInPart() {
        String token = "xoxb-planted-" + "0123456789".repeat(40);
        scene.world().storage().put("gs://ops/tasks/x/dispatch.json", """
                        {"OnSuccess": [{"Action": "notify", "Request": {
                          "Channels": "#ops", "Message": "x", "Token": "%s"}}]}
                        """.formatted(token));
        Replica replica = scene.start();
        replica.gateway()
                .wireMock()
                .stubFor(post(urlPathEqualTo("/slack/chat.postMessage"))
                        .willReturn(okJson("{\"ok\":false,\"error\":\"invalid_auth\",\"response_metadata\":"
                                + "{\"messages\":[\"no " + token + "\"]}}")));
        scene.publish(SampleJob.query("x--dispatch", "SELECT 1"), EventFormat.A).settle();
        assertThat(scene.failedEntry("x--dispatch")
                        .path("Response")
                        .path("Error")
                        .asText())
                .contains("[\"no ***\"]");
        assertNowhere("xoxb-planted", replica);
    }

    @Test
    void aValueIsHiddenInTheQueryPlanAndKeptInTheNameOfTheJob() {
        scene.withEnv("PROJECT", "acme-of-env").with(Scene.config("""
                {"When": {"Dest": "d.t"}, "OnSuccess": [{"Action": "query", "Request": {
                  "SQL": "SELECT 1 FROM `${env.PROJECT}.d.t` WHERE k='${env.API_KEY}'", "Dest": "d.v"}}]}
                """));
        Replica replica = scene.start();
        ObjectNode job = SampleJob.query("x", "SELECT 1", "acme:d.t")
                .withProject("acme-of-env")
                .toRest();
        ((ObjectNode) job.path("statistics"))
                .withObject("/query")
                .putArray("queryPlan")
                .addObject()
                .putArray("steps")
                .addObject()
                .putArray("substeps")
                .add("$1 = '" + FROM_ENV + "'");
        scene.publish(job.toString());
        scene.settle();
        JsonNode entry = scene.entry("x~a405937202941637");
        assertThat(entry.at("/statistics/query/queryPlan/0/steps/0/substeps/0").asText())
                .isEqualTo("$1 = '${env.API_KEY}'");
        assertThat(entry.at("/jobReference/projectId").asText()).isEqualTo("acme-of-env");
        assertNowhere(FROM_ENV, replica);
    }

    private void assertNowhere(String secret, Replica replica) {
        for (String url : scene.world().storage().list("gs://ops/")) {
            assertThat(scene.world().storage().text(url)).as(url).doesNotContain(secret);
        }
        assertThat(labels()).noneMatch(labels -> labels.contains(secret));
        assertThat(Http.get(replica, "/metrics").body())
                .contains("bqdispatch_events")
                .doesNotContain(secret);
        assertThat(log.list).isNotEmpty();
        assertThat(List.copyOf(log.list).stream()
                        .map(event ->
                                event.getFormattedMessage() + event.getKeyValuePairs() + event.getThrowableProxy())
                        .collect(Collectors.joining("\n")))
                .doesNotContain(secret);
    }

    private List<String> labels() {
        return scene.world().bigQuery().jobs().stream()
                .map(job -> job.path("configuration").path("labels").toString())
                .toList();
    }
}
