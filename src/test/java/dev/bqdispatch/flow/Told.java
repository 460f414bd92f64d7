package dev.bqdispatch.flow;

import dev.bqdispatch.fake.FakeTarget;
import dev.bqdispatch.fake.Gateway;
import dev.bqdispatch.job.JobRef;
import dev.bqdispatch.ledger.ActionName;
import dev.bqdispatch.ledger.IdempotencyKey;
import java.util.ArrayList;
import java.util.List;

/** Whom services of tests may tell something, and how that knows it again. */
final class Told {
    /** What {@code "Topic": "done"} names. */
    static final String TOPIC = "projects/acme/topics/done";

    private static final JobRef JOB = new JobRef("acme", "US", "load-1");

    private Told() {}

    /**
     * Starts a replica whose route runs these actions after a load into {@code d.t}; {@code ${env.TARGET}} in them is the
     * URL of somebody's service, which may be called.
     */
    static Replica start(Scene scene, String... actions) {
        return start(scene, Gateway.to(scene.world()), actions);
    }

    /** As {@link #start(Scene, String...)}, by a way that the test made. */
    static Replica start(Scene scene, Gateway gateway, String... actions) {
        scene.world().pubSub().createTopic(TOPIC);
        scene.withEnv("TARGET", gateway.url() + "/target");
        scene.with(Scene.config(
                "{\"When\": {\"Dest\": \"d.t\"}, \"OnSuccess\": [" + String.join(", ", actions) + "]}",
                ", \"AllowCall\": [\"${env.TARGET}/.*\"]"));
        return scene.start(gateway);
    }

    /** The key of an action of the job {@code load-1}, whose request reads so when its keys are put in order. */
    static String key(String action, String request) {
        return new IdempotencyKey(JOB, ActionName.of(new ActionName.Asked(action, request), List.of())).text();
    }

    /** Whatever anybody was told, each with its key. */
    static List<String> all(Scene scene) {
        List<String> told = new ArrayList<>();
        scene.world()
                .slack()
                .posts()
                .forEach(post -> told.add(post.channel() + " "
                        + post.message()
                                .path("metadata")
                                .path("event_payload")
                                .path("idempotency_key")
                                .asText()));
        for (FakeTarget.Request request : scene.world().target().requests()) {
            told.add("call " + request.header("Idempotency-Key"));
        }
        scene.world()
                .pubSub()
                .publishedTo(TOPIC)
                .forEach(message -> told.add("push " + message.attributes().get("idempotency_key")));
        return told;
    }
}
