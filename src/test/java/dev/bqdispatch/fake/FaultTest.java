package dev.bqdispatch.fake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each fault means the same over every API. */
class FaultTest {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration LITTLE_PATIENCE = Duration.ofMillis(500);

    private final FakeWorld world = new FakeWorld();
    private final Gateway gateway = Gateway.to(world);
    private final HttpClient client = HttpClient.newHttpClient();

    /** A call of each API that leaves something behind. */
    private enum Writing {
        STORAGE("storage.objects.insert", "/upload/storage/v1/b/b/o?uploadType=media&name=o", "text") {
            @Override
            boolean took(FakeWorld world) {
                return world.storage().exists("gs://b/o");
            }
        },
        BIGQUERY(
                "bigquery.jobs.insert",
                "/bigquery/v2/projects/acme/jobs",
                "{\"jobReference\": {\"projectId\": \"acme\", \"location\": \"US\", \"jobId\": \"j\"},"
                        + " \"configuration\": {\"query\": {\"query\": \"SELECT 1\"}}}") {
            @Override
            boolean took(FakeWorld world) {
                return world.bigQuery().job("acme", "US", "j").isPresent();
            }
        },
        PUBSUB(
                "pubsub.topics.publish",
                "/v1/projects/acme/topics/t:publish",
                "{\"messages\": [{\"data\": \"eA==\"}]}") {
            @Override
            boolean took(FakeWorld world) {
                return !world.pubSub().unacked().isEmpty();
            }
        };

        private final String method;
        private final String path;
        private final String body;

        Writing(String method, String path, String body) {
            this.method = method;
            this.path = path;
            this.body = body;
        }

        abstract boolean took(FakeWorld world);
    }

    @BeforeEach
    void places() {
        world.storage().createBucket("b");
        world.pubSub().createTopic("projects/acme/topics/t");
        world.pubSub().createSubscription("projects/acme/subscriptions/s", "projects/acme/topics/t");
    }

    @AfterEach
    void close() {
        gateway.close();
        world.close();
    }

    @ParameterizedTest
    @EnumSource
    void aRefusedCallIsAnsweredWithItsStatusAndHasNoEffect(Writing call) throws Exception {
        gateway.failNext(1, call.method, Fault.status(429, "rateLimitExceeded"));

        HttpResponse<String> answer = send(call);

        assertThat(answer.statusCode()).isEqualTo(429);
        assertThat(answer.body()).contains("rateLimitExceeded");
        assertThat(call.took(world)).isFalse();
        assertThat(send(call).statusCode()).isEqualTo(200);
        assertThat(call.took(world)).isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void aCallWhoseConnectionIsResetHasNoEffect(Writing call) {
        gateway.failNext(1, call.method, Fault.reset());

        assertThatThrownBy(() -> send(call)).isInstanceOf(IOException.class);
        assertThat(call.took(world)).isFalse();
    }

    @ParameterizedTest
    @EnumSource
    void aCallWhoseReplyIsLostHasItsEffect(Writing call) {
        gateway.failNext(1, call.method, Fault.loseReply());

        assertThatThrownBy(() -> send(call)).isInstanceOf(IOException.class);
        assertThat(call.took(world)).isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void aCallWhoseReplyIsLateHasItsEffectAndNobodyWaitingForIt(Writing call) {
        gateway.failNext(1, call.method, Fault.late(LITTLE_PATIENCE.multipliedBy(4)));

        assertThatThrownBy(() -> send(call, LITTLE_PATIENCE)).isInstanceOf(HttpTimeoutException.class);
        await().until(() -> call.took(world));
    }

    @ParameterizedTest
    @EnumSource
    void aPatternLaysAFaultOverEveryCallThatFits(Writing call) throws Exception {
        String api = call.method.substring(0, call.method.indexOf('.'));
        gateway.failNext(1, api + ".*", Fault.status(503, "backendError"));
        gateway.failNext(1, "*." + call.method.substring(call.method.lastIndexOf('.') + 1), Fault.status(500, "x"));
        gateway.failNext(1, "another.*", Fault.reset());

        assertThat(send(call).statusCode()).isEqualTo(503);
        assertThat(send(call).statusCode()).isEqualTo(500);
        assertThat(send(call).statusCode()).isEqualTo(200);
    }

    private HttpResponse<String> send(Writing call) throws IOException, InterruptedException {
        return send(call, PATIENCE);
    }

    private HttpResponse<String> send(Writing call, Duration patience) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(gateway.url() + call.path))
                .timeout(patience)
                .POST(BodyPublishers.ofString(call.body))
                .build();
        return client.send(request, BodyHandlers.ofString());
    }
}
