package dev.bqdispatch.gcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import dev.bqdispatch.fault.CallFailed;
import dev.bqdispatch.job.JobRef;
import dev.bqdispatch.job.ObjectUrl;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Whatever comes back, a call ends in a value or in {@link CallFailed}. */
class OddRepliesTest {
    private static final ObjectUrl URL = new ObjectUrl("bucket", "a b//~$#");

    private final WireMockServer server = new WireMockServer(WireMockConfiguration.options()
            .bindAddress("127.0.0.1")
            .dynamicPort()
            .gzipDisabled(true));
    private GcsObjects objects;
    private BigQueryJobs jobs;

    @BeforeEach
    void start() throws IOException {
        server.start();
        Optional<String> emulator = Optional.of("127.0.0.1:" + server.port());
        RestClients clients = new RestClients(2);
        objects = new GcsObjects(clients.storage(emulator), CallMeter.none());
        jobs = new BigQueryJobs(clients.bigQuery(emulator), CallMeter.none());
    }

    @AfterEach
    void stop() {
        server.stop();
    }

    @TestFactory
    Stream<DynamicTest> noReplyIsABug() {
        Map<String, ThrowingCallable> calls = Map.of(
                "read", () -> objects.read(URL),
                "stat", () -> objects.stat(URL),
                "create", () -> objects.create(URL, new byte[1], Map.of()),
                "copy", () -> objects.copy(URL, 1, new ObjectUrl("bucket", "b")),
                "delete", () -> objects.delete(URL, 1),
                "jobs.get", () -> jobs.get(new JobRef("acme", "US", "x")),
                "jobs.insert", () -> jobs.insert(job()));
        return calls.entrySet().stream()
                .flatMap(call -> Stream.of(200, 403, 404, 409, 412, 429, 500, 502)
                        .flatMap(status -> Stream.of("", "{}", "<html>no</html>", "[1]")
                                .map(body -> DynamicTest.dynamicTest(
                                        call.getKey() + " answered " + status + " '" + body + "'",
                                        () -> check(call.getValue(), status, body)))));
    }

    private void check(ThrowingCallable call, int status, String body) {
        server.resetAll();
        server.stubFor(WireMock.any(WireMock.anyUrl())
                .willReturn(WireMock.aResponse().withStatus(status).withBody(body)));
        Throwable thrown = catchThrowable(call);
        assertThat(thrown == null || thrown instanceof CallFailed)
                .as("%s", thrown)
                .isTrue();
    }

    @Test
    void aStorageThatDoesNotSayTheGenerationWithTheContentIsAskedForIt() {
        server.stubFor(WireMock.get(WireMock.urlMatching(".*"))
                .atPriority(9)
                .willReturn(WireMock.okJson("{\"generation\": \"7\", \"timeCreated\": \"2026-03-01T12:00:00Z\"}")));
        server.stubFor(WireMock.get(WireMock.urlMatching(".*"))
                .withQueryParam("alt", WireMock.equalTo("media"))
                .willReturn(WireMock.ok("content")));
        assertThat(objects.read(URL).orElseThrow().generation()).isEqualTo(7);
        server.verify(WireMock.getRequestedFor(WireMock.urlMatching(".*"))
                .withQueryParam("alt", WireMock.equalTo("media"))
                .withQueryParam("generation", WireMock.equalTo("7")));
    }

    @Test
    void anyReasonOfALimitIsPassing() {
        for (String reason :
                List.of("dailyLimitExceeded", "rateLimitExceeded", "quotaExceeded", "jobRateLimitExceeded")) {
            server.resetAll();
            server.stubFor(WireMock.any(WireMock.anyUrl())
                    .willReturn(WireMock.jsonResponse(
                            "{\"error\": {\"code\": 403, \"message\": \"m\", \"errors\": [{\"reason\": \"first\"},"
                                    + " {\"reason\": \"" + reason + "\"}]}}",
                            403)));
            CallFailed failed = (CallFailed) catchThrowable(() -> jobs.insert(job()));
            assertThat(failed.failure().isTransient()).as(reason).isTrue();
        }
    }

    private static ObjectNode job() {
        ObjectNode job = new ObjectMapper().createObjectNode();
        job.putObject("jobReference").put("projectId", "acme").put("jobId", "x");
        return job;
    }
}
