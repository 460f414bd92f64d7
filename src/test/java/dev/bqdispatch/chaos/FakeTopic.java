package dev.bqdispatch.chaos;

import dev.bqdispatch.fake.FakePubSub;
import dev.bqdispatch.fake.PubSubMessage;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** The fake Pub/Sub, which fails at random as everything else does. */
final class FakeTopic implements Topic {
    private static final String TOPIC = "projects/acme/topics/jobs";
    private static final Duration ACK_DEADLINE = Duration.ofSeconds(20);

    private final FakePubSub pubSub;

    FakeTopic(FakePubSub pubSub) {
        this.pubSub = pubSub;
        pubSub.createTopic(Documents.DONE);
        pubSub.createSubscription(Script.SUBSCRIPTION, TOPIC, ACK_DEADLINE, false);
    }

    @Override
    public String words() {
        return "the fake Pub/Sub";
    }

    @Override
    public Map<String, String> environment() {
        return Map.of("PUBSUB_TRANSPORT", "http");
    }

    @Override
    public String publish(String data) {
        return pubSub.publish(TOPIC, data);
    }

    @Override
    public int waiting() {
        return pubSub.unacked(Script.SUBSCRIPTION).size();
    }

    @Override
    public List<String> left() {
        return pubSub.unacked(Script.SUBSCRIPTION).stream()
                .map(PubSubMessage::text)
                .toList();
    }

    @Override
    public void pushed(Deliveries deliveries) {}

    @Override
    public void close() {}
}
