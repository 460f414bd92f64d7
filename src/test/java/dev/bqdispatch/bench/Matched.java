package dev.bqdispatch.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.protobuf.ByteString;
import com.google.protobuf.Timestamp;
import com.google.pubsub.v1.PubsubMessage;
import dev.bqdispatch.fake.EventFormat;
import dev.bqdispatch.fake.MessageSource;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Events of a route that copies a table, where every call takes 50 ms: the service only waits, so it must wait for many at once. */
final class Matched implements Measurement {
    private static final Duration LATENCY = Duration.ofMillis(50);
    private static final Bar BAR = Bar.atLeast(0.9);
    private static final String NUMBER = "0000000000";
    private static final String ROUTE = "[{\"Name\": \"copies\", \"When\": {\"Dest\": \"shop\\\\.orders$\"},"
            + " \"OnSuccess\": [{\"Action\": \"copy\", \"Request\": {\"Dest\": \"shop.orders_copy\"}}]}]";

    private final String template =
            new String(Messages.query("bquxjob_" + NUMBER, "acme:shop.orders", EventFormat.A, Messages.USUAL), UTF_8);
    private final Instant published;

    Matched(Clock clock) {
        published = clock.instant();
    }

    @Override
    public String name() {
        return "matched";
    }

    @Override
    public Found measure(Ground ground) throws IOException, InterruptedException {
        List<Row> rows = new ArrayList<>();
        for (int workers : ground.effort().of(List.of(16), List.of(64, 256), List.of(64, 256))) {
            ground.telling().now("matched, " + workers + " workers");
            rows.addAll(measure(ground, workers));
        }
        return Found.of(rows);
    }

    private List<Row> measure(Ground ground, int workers) throws IOException, InterruptedException {
        int warm = workers * ground.effort().of(2, 15, 40);
        int all = workers * ground.effort().of(25, 40, 200);
        try (SlowGoogle google = new SlowGoogle(LATENCY);
                MessageSource source = new MessageSource(all, this::message)) {
            Map<String, String> where = Map.of(
                    "PUBSUB_EMULATOR_HOST", source.host(),
                    "STORAGE_EMULATOR_HOST", google.url(),
                    "BIGQUERY_EMULATOR_HOST", google.url());
            String config = Configurations.with(ROUTE, ", \"Workers\": " + workers);
            Samples.Steady steady;
            try (Serving serving = new Serving(ground.jar(), List.of(), config, where)) {
                steady = serving.watch("ok", all).between(warm, all);
            }
            double calls = (double) google.calls() / all;
            double seconds = google.meanLatency().toNanos() / 1e9;
            double ideal = workers / (calls * seconds);
            String note = String.format(
                    Locale.ROOT, "%.2f calls of %.1f ms each, %.0f/s at best", calls, 1_000 * seconds, ideal);
            String what = "matched events, achieved / (Workers ÷ sum of latencies), Workers " + workers;
            return List.of(
                    Row.held(name(), what, Unit.RATIO, BAR, steady.perSecond() / ideal, note),
                    Row.information(
                            name(),
                            "matched events per second, Workers " + workers,
                            Unit.PER_SECOND,
                            steady.perSecond(),
                            note),
                    Row.information(
                            name(),
                            "CPU per matched event, Workers " + workers,
                            Unit.NANOS,
                            steady.cpuPerEvent(),
                            note));
        }
    }

    private PubsubMessage message(int number) {
        return PubsubMessage.newBuilder()
                .setMessageId(Integer.toString(number))
                .setPublishTime(Timestamp.newBuilder().setSeconds(published.getEpochSecond()))
                .setData(ByteString.copyFromUtf8(template.replace(NUMBER, String.format(Locale.ROOT, "%010d", number))))
                .build();
    }
}
