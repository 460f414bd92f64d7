package dev.bqdispatch.fake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a long run with many faults needs of a gateway. */
class WeatherTest {
    private final FakeWorld world = new FakeWorld();
    private final Gateway gateway = Gateway.to(world);
    private final HttpClient client = HttpClient.newHttpClient();

    @AfterEach
    void close() {
        gateway.close();
        world.close();
    }

    @Test
    void itDecidesOverEveryCallThatNoFaultWaitsForUntilItIsFineAgain() throws Exception {
        gateway.weather(call -> Optional.of(Fault.status(503, "backendError")).filter(any -> call.is("slack.*")));
        gateway.failNext(1, "slack.*", Fault.status(429, "rateLimitExceeded"));

        assertThat(call("/slack/chat.postMessage")).isEqualTo(429);
        assertThat(call("/slack/chat.postMessage")).isEqualTo(503);
        assertThat(call("/slack/chat.postMessage")).isEqualTo(503);
        assertThat(call("/target/x")).isEqualTo(200);
        gateway.heal();
        assertThat(call("/slack/chat.postMessage")).isEqualTo(200);
    }

    @Test
    void aWitnessSeesWhatTakesEffectAndWhetherItsAnswerIsLost() throws Exception {
        List<String> seen = new ArrayList<>();
        gateway.watchedBy(visit -> seen.add(visit.call().path() + " " + visit.status() + " " + visit.lost() + " "
                + visit.header("x-mark") + " " + visit.body().toStringUtf8()));
        gateway.failNext(1, "target.call", Fault.loseReply());
        gateway.failNext(1, "target.call", Fault.status(500, "x"));

        assertThatThrownBy(() -> call("/target/lost")).isInstanceOf(IOException.class);
        call("/target/refused");
        call("/target/taken");

        assertThat(seen).containsExactly("/target/lost 200 true mark {}", "/target/taken 200 false mark {}");
    }

    @Test
    void callsAreNotKeptIfNobodyWillLookAtThem() throws Exception {
        call("/target/a");
        gateway.calls().keepNone();
        call("/target/b");

        assertThat(gateway.calls().all()).isEmpty();
    }

    private int call(String path) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(gateway.url() + path))
                .header("X-Mark", "mark")
                .header("Authorization", "Bearer x")
                .POST(BodyPublishers.ofString(path.startsWith("/slack") ? "{\"channel\":\"#a\",\"text\":\"b\"}" : "{}"))
                .build();
        return client.send(request, BodyHandlers.ofString()).statusCode();
    }
}
