package dev.bqdispatch.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.bqdispatch.bus.Addresses;
import dev.bqdispatch.fake.FakeClock;
import dev.bqdispatch.message.AskBacklog;
import dev.bqdispatch.message.Backlog;
import dev.bqdispatch.message.RunAnswer;
import dev.bqdispatch.metric.Metrics;
import io.vertx.core.Promise;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What ingest answers when it is asked how far behind it is. */
class BacklogTest extends IngestScenario {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    private final FakeClock clock = new FakeClock(NOON);

    private void start(int maxInFlight) throws Exception {
        get(vertx.deployVerticle(new IngestVerticle(
                new IngestSettings(maxInFlight, 1, LeaseTimes.USUAL),
                subscription,
                bus,
                new Metrics(registry),
                clock,
                () -> 0.0)));
    }

    private Backlog asked() throws Exception {
        return get(bus.ask(Addresses.BACKLOG, new AskBacklog(Duration.ofMinutes(1))));
    }

    private void comes(String id, Duration age, int attempt) {
        subscription.publish(new ReceivedMessage(
                "ack-" + id, id, clock.instant().minus(age), Map.of(), "{}".getBytes(UTF_8), attempt));
        await().until(() -> subscription.acked().contains("ack-" + id));
    }

    @Test
    void theOldestThatCameLatelyShowsIt() throws Exception {
        start(10);
        assertThat(asked()).isEqualTo(new Backlog.None());
        comes("1", Duration.ofMinutes(30), 0);
        comes("2", Duration.ofMinutes(3), 0);
        assertThat(asked()).isEqualTo(new Backlog.Lag(Duration.ofMinutes(30)));
    }

    @Test
    void whatWasWorkedOffIsNoneAnyMore() throws Exception {
        start(10);
        comes("1", Duration.ofMinutes(30), 0);
        clock.advance(Duration.ofSeconds(62));
        comes("2", Duration.ofSeconds(1), 0);
        assertThat(asked()).isEqualTo(new Backlog.Lag(Duration.ofSeconds(1)));
    }

    @Test
    void whatComesAgainShowsNothing() throws Exception {
        start(10);
        comes("1", Duration.ofMinutes(30), 2);
        assertThat(asked()).isEqualTo(new Backlog.None());
    }

    @Test
    void aHouseThatIsFullForLongShowsNothing() throws Exception {
        stages.run = question -> Promise.<RunAnswer>promise().future();
        start(1);
        subscription.publish(Samples.message("a"));
        await().until(() -> stages.log.contains("run a"));
        assertThat(asked()).isInstanceOf(Backlog.Lag.class);
        clock.advance(Duration.ofMinutes(2));
        assertThat(asked()).isInstanceOf(Backlog.Unknown.class);
    }

    @Test
    void aPauseShowsNothing() throws Exception {
        start(10);
        subscription.failPulls(1);
        await().until(() -> asked() instanceof Backlog.Unknown);
    }
}
