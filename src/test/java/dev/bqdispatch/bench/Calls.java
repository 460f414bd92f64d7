package dev.bqdispatch.bench;

import com.google.protobuf.ByteString;
import dev.bqdispatch.fake.Call;
import dev.bqdispatch.fake.EventFormat;
import dev.bqdispatch.fake.FakeWorld;
import dev.bqdispatch.fake.Gateway;
import dev.bqdispatch.fake.SampleJob;
import dev.bqdispatch.local.Counters;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** How many calls to Google's APIs an event of each kind costs, beside its message and its actions. */
final class Calls implements Measurement {
    private static final String TOPIC = "projects/acme/topics/jobs";
    private static final String SUBSCRIPTION = "projects/acme/subscriptions/bqdispatch";
    private static final String ROUTE = "[{\"When\": {\"Dest\": \"shop\\\\.orders$\"}, \"OnSuccess\": [{\"Action\":"
            + " \"copy\", \"Request\": {\"Dest\": \"shop.orders_copy\"}}]}]";

    /**
     * A kind of event.
     *
     * @param most calls it may cost
     */
    private record Kind(String what, int most, ByteString data) {}

    @Override
    public String name() {
        return "calls";
    }

    @Override
    public Found measure(Ground ground) throws IOException, InterruptedException {
        ground.telling().now("calls");
        try (FakeWorld world = new FakeWorld();
                Gateway gateway = Gateway.to(world)) {
            world.storage().createBucket("ops");
            world.pubSub().createTopic(TOPIC);
            world.pubSub().createSubscription(SUBSCRIPTION, TOPIC);
            world.storage().put("gs://ops/tasks/waits/dispatch.json", "{\"OnSuccess\": []}");
            Map<String, String> where = Map.of(
                    "PUBSUB_TRANSPORT", "http",
                    "PUBSUB_EMULATOR_HOST", gateway.url(),
                    "STORAGE_EMULATOR_HOST", gateway.url(),
                    "BIGQUERY_EMULATOR_HOST", gateway.url());
            try (Serving serving = new Serving(ground.jar(), List.of(), Configurations.with(ROUTE, ""), where)) {
                List<Row> rows = new ArrayList<>();
                for (Kind kind : kinds(world)) {
                    rows.add(count(kind, world, gateway, serving));
                }
                return Found.of(rows);
            }
        }
    }

    private static List<Kind> kinds(FakeWorld world) {
        SampleJob known = SampleJob.query("known", "SELECT 1", "acme:shop.other");
        world.bigQuery().add(known.toRest());
        ByteString reference =
                ByteString.copyFromUtf8("{\"ProjectID\": \"acme\", \"JobID\": \"known\", \"EventID\": \"1\"}");
        return List.of(
                new Kind("an unmatched event", 0, query("none", "acme:shop.other")),
                new Kind("an unmatched event, ID ends in dispatch", 1, query("mydispatch", "acme:shop.other")),
                new Kind("an unmatched event, ID ends in --dispatch", 2, query("my--dispatch", "acme:shop.other")),
                new Kind("a reference to an unmatched job", 1, reference),
                new Kind("an event of a route", 3, query("routed", "acme:shop.orders")),
                new Kind("an event of a deferred task", 6, query("waits--dispatch", "acme:shop.other")));
    }

    private static ByteString query(String jobId, String table) {
        return ByteString.copyFrom(Messages.query(jobId, table, EventFormat.A, Messages.USUAL));
    }

    private Row count(Kind kind, FakeWorld world, Gateway gateway, Serving serving)
            throws IOException, InterruptedException {
        long before = done(serving);
        gateway.calls().clear();
        world.pubSub().publish(TOPIC, kind.data(), Map.of());
        Glances.until(() -> done(serving) != before, "no end comes of " + kind.what());
        List<Call> calls = gateway.calls().matching(call -> !call.api().equals("pubsub") && !isAction(call));
        String note = String.join(", ", calls.stream().map(Call::method).toList());
        return Row.held(name(), kind.what(), Unit.CALLS, Bar.atMost(kind.most()), calls.size(), note);
    }

    private static boolean isAction(Call call) {
        return call.method().equals("jobs.insert");
    }

    private static long done(Serving serving) {
        return serving.counters()
                .map((Counters counters) -> counters.sum("bqdispatch_events_total"))
                .orElse(0L);
    }
}
