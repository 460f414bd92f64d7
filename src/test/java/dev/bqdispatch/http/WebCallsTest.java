package dev.bqdispatch.http;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.bqdispatch.action.Hidden;
import dev.bqdispatch.action.Web;
import dev.bqdispatch.fake.FakeWorld;
import dev.bqdispatch.fake.Fault;
import dev.bqdispatch.fake.Gateway;
import dev.bqdispatch.fault.CallFailed;
import dev.bqdispatch.fault.Failure;
import dev.bqdispatch.rule.Hiding;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WebCallsTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final Hidden HIDDEN = new Hidden(List.of("planted-secret"), new Hiding(Map.of(), false));

    private final FakeWorld world = new FakeWorld();
    private final Gateway gateway = Gateway.to(world);
    private final WebCalls web = new WebCalls(4, Clock.fixed(NOW, ZoneOffset.UTC));

    @AfterEach
    void close() {
        web.close();
        gateway.close();
        world.close();
    }

    private Web.Ask ask(String method, String body, Duration timeout) {
        URI url = URI.create(gateway.url() + "/target/a%2Fb//c?x=%20y&key=planted");
        return new Web.Ask(url, method, Map.of("X-One", "1"), body, timeout, HIDDEN);
    }

    private Failure failure() {
        return failure(ask("POST", "x", Duration.ofSeconds(20)));
    }

    private Failure failure(Web.Ask ask) {
        return catchThrowableOfType(CallFailed.class, () -> web.call(ask)).failure();
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "PATCH"})
    void whoTakesABodyIsToldThatThereIsNone(String method) {
        web.call(ask(method, "", Duration.ofSeconds(20)));

        assertThat(world.target().requests())
                .singleElement()
                .satisfies(
                        request -> assertThat(request.header("content-length")).isEqualTo("0"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "POST", "PUT", "PATCH", "DELETE", "HEAD"})
    void whatIsAskedIsSentAsItIs(String method) {
        boolean bodiless = method.equals("GET") || method.equals("HEAD");
        web.call(ask(method, bodiless ? "" : "{\"\u00fc\":1}", Duration.ofSeconds(20)));

        assertThat(world.target().requests()).singleElement().satisfies(request -> {
            assertThat(request.method()).isEqualTo(method);
            assertThat(request.path()).isEqualTo("/a%2Fb//c?x=%20y&key=planted");
            assertThat(request.header("x-one")).isEqualTo("1");
            assertThat(request.body()).isEqualTo(bodiless ? "" : "{\"\u00fc\":1}");
        });
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 201, 202, 204, 299})
    void anyTwoHundredIsSuccess(int status) {
        world.target().answerNext(status, "");

        web.call(ask("POST", "x", Duration.ofSeconds(20)));
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 429, 500, 502, 503, 504, 599})
    void whatMayPassIsTransientAndSaysWhenToComeBack(int status) {
        world.target().answerNext(status, "later", Map.of("Retry-After", "7"));

        Failure failure = failure();
        assertThat(failure.isTransient()).isTrue();
        assertThat(failure.status()).isEqualTo(status);
        assertThat(failure.retryAfter()).isEqualTo(Duration.ofSeconds(7));
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 403, 404, 410, 422})
    void anyOtherIsPermanentAndQuotesTheStartOfTheAnswer(int status) {
        world.target().answerNext(status, "no\n such\tthing\u0007 " + "x".repeat(100_000));

        Failure failure = failure();
        assertThat(failure.isTransient()).isFalse();
        assertThat(failure.toString())
                .startsWith(status + " " + gateway.url() + " answered: no such thing xxx")
                .hasSizeLessThan(400)
                .doesNotContain("planted");
    }

    @ParameterizedTest
    @CsvSource({
        "301, https://other.example/a?token=planted, https://other.example",
        "302, http://169.254.169.254/x, http://169.254.169.254",
        "307, /elsewhere, http://127.0.0.1",
        "303, '%', nowhere",
        "304, '', http://127.0.0.1",
    })
    void aRedirectIsNotFollowed(int status, String location, String named) {
        world.target().answerNext(status, "", Map.of("Location", location));

        Failure failure = failure();
        assertThat(failure.isTransient()).isFalse();
        assertThat(failure.message())
                .contains("redirects to " + named + ", and redirects are not followed")
                .doesNotContain("planted");
        assertThat(world.target().requests()).hasSize(1);
    }

    @Test
    void aLostConnectionMayPass() {
        gateway.failNext(1, "target.call", Fault.reset());
        assertThat(failure().isTransient()).isTrue();
        gateway.failNext(1, "target.call", Fault.loseReply());
        assertThat(failure().isTransient()).isTrue();
        assertThat(world.target().requests()).hasSize(1);
    }

    @Test
    void aPortWhereNobodyListensMayPass() throws IOException {
        int port;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        URI url = URI.create("http://127.0.0.1:" + port + "/?key=planted");

        Failure failure = failure(new Web.Ask(url, "GET", Map.of(), "", Duration.ofSeconds(20), HIDDEN));
        assertThat(failure.isTransient()).isTrue();
        assertThat(failure.message())
                .startsWith("http://127.0.0.1:" + port + " gave no answer")
                .doesNotContain("planted");
    }

    @Test
    void anAnswerThatTakesTooLongIsNotWaitedFor() {
        gateway.failNext(1, "target.call", Fault.late(Duration.ofSeconds(30)));

        Failure failure = failure(ask("POST", "x", Duration.ofMillis(300)));
        assertThat(failure.isTransient()).isTrue();
        assertThat(failure.message()).contains("gave no answer");
    }

    /** Each of its parts comes in time, but the whole does not. */
    @Test
    void anErrorThatDripsInIsCutShort() {
        gateway.wireMock()
                .stubFor(any(urlPathEqualTo("/drip"))
                        .willReturn(aResponse()
                                .withStatus(404)
                                .withBody("x".repeat(300))
                                .withChunkedDribbleDelay(300, 60_000)));
        URI url = URI.create(gateway.url() + "/drip");

        assertThat(failure(new Web.Ask(url, "GET", Map.of(), "", Duration.ofSeconds(2), HIDDEN))
                        .status())
                .isEqualTo(404);
    }

    @Test
    void aHostThatIsNeverCalledIsRefusedForGood() {
        URI url = URI.create("http://169.254.169.254/computeMetadata/v1/");

        Failure failure = failure(new Web.Ask(url, "GET", Map.of(), "", Duration.ofSeconds(1), HIDDEN));
        assertThat(failure.isTransient()).isFalse();
        assertThat(failure.message()).contains("never called");
    }
}
