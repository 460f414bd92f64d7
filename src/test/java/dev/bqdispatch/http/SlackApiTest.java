package dev.bqdispatch.http;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bqdispatch.action.Hidden;
import dev.bqdispatch.fake.FakeSlack;
import dev.bqdispatch.fake.FakeWorld;
import dev.bqdispatch.fake.Fault;
import dev.bqdispatch.fake.Gateway;
import dev.bqdispatch.fault.CallFailed;
import dev.bqdispatch.fault.Failure;
import dev.bqdispatch.rule.Hiding;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SlackApiTest {
    private static final Hidden HIDDEN = new Hidden(List.of("xoxb-1"), new Hiding(Map.of(), false));

    private final FakeWorld world = new FakeWorld();
    private final Gateway gateway = Gateway.to(world);
    private final SlackApi slack = new SlackApi(gateway.url() + "/slack", 2, Clock.systemUTC());

    @AfterEach
    void close() {
        slack.close();
        gateway.close();
        world.close();
    }

    private static ObjectNode message() {
        return JsonNodeFactory.instance.objectNode().put("channel", "#ops").put("text", "\u00fc");
    }

    private Failure failure() {
        return catchThrowableOfType(CallFailed.class, () -> slack.post("xoxb-1", message(), HIDDEN))
                .failure();
    }

    @Test
    void postsAsWhomTheTokenBelongsTo() {
        slack.post("xoxb-1", message(), HIDDEN);

        assertThat(world.slack().posts()).containsExactly(new FakeSlack.Post("xoxb-1", "#ops", message()));
        assertThat(gateway.calls().countOf("chat.postMessage")).isOne();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ratelimited", "internal_error", "fatal_error", "service_unavailable", "request_timeout"})
    void whatSlackSaysOfItselfMayPass(String word) {
        world.slack().refuseNext(word);

        Failure failure = failure();
        assertThat(failure.isTransient()).isTrue();
        assertThat(failure).asString().isEqualTo(word + ": Slack did not take the message");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"channel_not_found", "invalid_auth", "not_in_channel", "is_archived", "missing_scope", "new_word"
            })
    void whatSlackSaysOfTheMessageIsPermanentInItsOwnWord(String word) {
        world.slack().refuseNext(word);

        Failure failure = failure();
        assertThat(failure.isTransient()).isFalse();
        assertThat(failure.reason()).isEqualTo(word);
    }

    @Test
    void aLimitSaysHowLongToWait() {
        world.slack().limitNext(Duration.ofSeconds(30));

        Failure failure = failure();
        assertThat(failure.isTransient()).isTrue();
        assertThat(failure.status()).isEqualTo(429);
        assertThat(failure.retryAfter()).isEqualTo(Duration.ofSeconds(30));
    }

    @ParameterizedTest
    @CsvSource({"500, true", "503, true", "429, true", "404, false", "403, false", "302, false"})
    void aStatusCountsWhereThereIsNoWord(int status, boolean passing) {
        gateway.failNext(1, "chat.postMessage", Fault.status(status, "proxy"));

        assertThat(failure().isTransient()).isEqualTo(passing);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "<html>", "[]", "{}", "{\"ok\":\"maybe\"}"})
    void anAnswerThatMakesNoSenseMayPass(String body) {
        gateway.wireMock()
                .stubFor(post(urlPathEqualTo("/slack/chat.postMessage"))
                        .willReturn(aResponse().withStatus(200).withBody(body)));

        Failure failure = failure();
        assertThat(failure.isTransient()).isTrue();
        assertThat(failure.message()).isEqualTo("Slack's answer makes no sense");
    }

    @Test
    void detailsAreTold() {
        gateway.wireMock()
                .stubFor(post(urlPathEqualTo("/slack/chat.postMessage"))
                        .willReturn(aResponse()
                                .withStatus(200)
                                .withBody("{\"ok\":false,\"error\":\"invalid_arguments\",\"response_metadata\":"
                                        + "{\"messages\":[\"[ERROR] missing required field: channel\"]}}")));

        assertThat(failure()).asString().contains("invalid_arguments").contains("missing required field: channel");
    }

    @Test
    void aLostConnectionMayPass() {
        gateway.failNext(1, "chat.postMessage", Fault.loseReply());

        assertThat(failure().isTransient()).isTrue();
        assertThat(world.slack().posts()).hasSize(1);
    }
}
