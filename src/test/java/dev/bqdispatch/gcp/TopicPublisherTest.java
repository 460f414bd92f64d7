package dev.bqdispatch.gcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.bqdispatch.fake.FakeWorld;
import dev.bqdispatch.fake.Fault;
import dev.bqdispatch.fake.Gateway;
import dev.bqdispatch.fault.CallFailed;
import dev.bqdispatch.fault.Failure;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TopicPublisherTest {
    private static final String TOPIC = "projects/acme/topics/done";

    private final FakeWorld world = new FakeWorld();
    private final Gateway gateway = Gateway.to(world);
    private final TopicPublisher publisher =
            new TopicPublisher(Optional.of(gateway.url()), PubSubTransport.HTTP, CallMeter.none());

    @AfterEach
    void close() {
        publisher.close();
        gateway.close();
        world.close();
    }

    private Failure failure() {
        return catchThrowableOfType(CallFailed.class, () -> publisher.publish(TOPIC, "x", Map.of("a", "b")))
                .failure();
    }

    @Test
    void publishesOneMessageInOneCall() {
        world.pubSub().createTopic(TOPIC);
        publisher.publish(TOPIC, "text \u00fc", Map.of("a", "b"));

        assertThat(world.pubSub().publishedTo(TOPIC)).singleElement().satisfies(message -> {
            assertThat(message.text()).isEqualTo("text \u00fc");
            assertThat(message.attributes()).isEqualTo(Map.of("a", "b"));
        });
        assertThat(gateway.calls().countOf("topics.publish")).isOne();
    }

    @Test
    void aTopicThatIsNotThereIsPermanentAndNamed() {
        Failure failure = failure();

        assertThat(failure.isTransient()).isFalse();
        assertThat(failure.message()).startsWith(TOPIC + ": ");
    }

    @Test
    void whatMayPassIsTransientAndTriedOnce() {
        world.pubSub().createTopic(TOPIC);
        gateway.failNext(1, "topics.publish", Fault.status(503, "backendError"));

        assertThat(failure().isTransient()).isTrue();
        assertThat(gateway.calls().countOf("topics.publish")).isOne();
    }

    @Test
    void aRateLimitIsTransientThoughItComesAsForbidden() {
        world.pubSub().createTopic(TOPIC);
        gateway.failNext(1, "topics.publish", Fault.status(403, "rateLimitExceeded"));

        assertThat(failure().isTransient()).isTrue();
    }

    @Test
    void aMissingPermissionIsPermanent() {
        world.pubSub().createTopic(TOPIC);
        gateway.failNext(1, "topics.publish", Fault.status(403, "forbidden"));

        assertThat(failure().isTransient()).isFalse();
    }
}
