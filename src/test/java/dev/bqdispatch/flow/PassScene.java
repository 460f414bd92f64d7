package dev.bqdispatch.flow;

import com.google.protobuf.ByteString;
import dev.bqdispatch.fake.Call;
import dev.bqdispatch.fake.Gateway;
import dev.bqdispatch.fake.SampleJob;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;

/**
 * A scene in which the service has been at work for a while: it started, and its configuration was written, before the
 * sample jobs ended. Replicas look for missed events about once a second; but since time stands still, one pass is all,
 * until the test lets time go by.
 */
final class PassScene implements AutoCloseable {
    static final String CONFIG = "gs://ops/conf/bqdispatch.json";
    static final String STATE = "gs://ops/journal/_bqdispatch/";
    static final String CLAIM = STATE + "reconcile/claim.json";

    private static final Duration LONG_ENOUGH = Duration.ofSeconds(30);

    private final Scene scene = new Scene().with(CONFIG);

    /** @param more further keys of the configuration, each with its comma before */
    PassScene(String routes, String more) {
        scene.world().storage().put(CONFIG, config(routes, more));
        scene.world().storage().put(STATE + "started.json", "{}");
    }

    PassScene(String routes) {
        this(routes, "");
    }

    static String config(String routes, String more) {
        return Scene.config(routes, ", \"CheckInMs\": 100" + more)
                .replace("\"ReconcileSeconds\": 0", "\"ReconcileSeconds\": 1");
    }

    Scene scene() {
        return scene;
    }

    /** A job that ended, and of which no event ever tells. */
    PassScene missed(SampleJob job) {
        scene.world().bigQuery().add(job.toRest());
        return this;
    }

    /** Starts a replica and waits until it has made a pass. */
    Replica afterPass() {
        Replica replica = scene.start();
        Awaitility.await("a pass").atMost(LONG_ENOUGH).until(() -> passes(replica, "done") >= 1);
        return replica;
    }

    /** The way of a replica whose pass another takes over while it makes a call of this method. */
    Gateway takenOverIn(String method) {
        return Gateway.to(scene.world()).watchedBy(visit -> {
            if (visit.call().is(method)) {
                scene.world().storage().put(CLAIM, ByteString.EMPTY, Map.of("owner", "another", "lease-ms", "120000"));
            }
        });
    }

    /** Lets time go by, and waits until the replica has made a pass since. */
    void anotherPass(Replica replica, Duration later) {
        awaitPass(replica, "done");
        double before = passes(replica, "done");
        scene.clock().advance(later);
        Awaitility.await("another pass").atMost(LONG_ENOUGH).until(() -> passes(replica, "done") > before);
    }

    static void awaitPass(Replica replica, String result) {
        Awaitility.await("a pass that ends " + result).atMost(LONG_ENOUGH).until(() -> passes(replica, result) >= 1);
    }

    static double passes(Replica replica, String result) {
        return counted(replica, "bqdispatch_reconcile_passes_total{result=\"" + result + "\"}");
    }

    static double missed(Replica replica, String strategy) {
        return counted(replica, "bqdispatch_events_missed_total{strategy=\"" + strategy + "\"}");
    }

    static double counted(Replica replica, String series) {
        Matcher line = Pattern.compile("(?m)^" + Pattern.quote(series) + " (\\S+)$")
                .matcher(Http.get(replica, "/metrics").body());
        return line.find() ? Double.parseDouble(line.group(1)) : 0;
    }

    /** What a replica called but for the subscription, and for its looks at the configuration. */
    static List<String> calls(Gateway gateway) {
        return gateway
                .calls()
                .matching(call -> !call.api().equals("pubsub") && !call.path().contains("conf"))
                .stream()
                .map(Call::method)
                .toList();
    }

    @Override
    public void close() {
        scene.close();
    }
}
