package dev.bqdispatch.flow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bqdispatch.fake.EventFormat;
import dev.bqdispatch.fake.Fault;
import dev.bqdispatch.fake.Gateway;
import dev.bqdispatch.fake.SampleJob;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Of each call the reply gets lost once: what it did is found, and nothing is done again but a message that was sent. */
class LostRepliesTest {
    private static final String ROUTE = """
            {"Name": "r", "Once": "$DestTable", "When": {"Dest": "d.t"}, "OnSuccess": [
              {"Action": "notify", "Request": {"Channels": ["#ops", "#data"], "Message": "x", "Token": "xoxb-1"}},
              {"Action": "copy", "Request": {"Dest": "d.u"}},
              {"Action": "move", "Request": {"SourceURL": "gs://data/in/a.csv", "DestURL": "gs://data/done/"}},
              {"Action": "call", "Request": {"URL": "${env.TARGET}/x"}},
              {"Action": "push", "Request": {"Topic": "done", "Message": "x"}}]}
            """;

    @TestFactory
    Stream<DynamicTest> ofOneCallTheReplyIsLost() {
        AtomicLong calls = new AtomicLong();
        String undisturbed = run(Long.MAX_VALUE, calls);
        return LongStream.rangeClosed(1, calls.get())
                .mapToObj(k -> DynamicTest.dynamicTest(
                        "of call " + k + " of " + calls,
                        () -> assertThat(run(k, new AtomicLong())).isEqualTo(undisturbed)));
    }

    private static String run(long k, AtomicLong calls) {
        try (Scene scene = new Scene()) {
            scene.world().pubSub().createTopic(Told.TOPIC);
            scene.world().storage().put("gs://data/in/a.csv", "1,2");
            Gateway gateway = Gateway.to(scene.world());
            gateway.failNext(1, call -> !call.isBackground() && calls.incrementAndGet() == k, Fault.loseReply());
            scene.withEnv("TARGET", gateway.url() + "/target");
            scene.with(Scene.config(ROUTE, ", \"AllowCall\": [\"${env.TARGET}/.*\"]"))
                    .start(gateway);
            scene.publish(SampleJob.load("load-1", "acme:d.t", "gs://data/in/a.csv"), EventFormat.A)
                    .settleInTime();
            List<String> told = Told.all(scene);
            assertThat(new HashSet<>(told)).as("each under one key").hasSize(4);
            assertThat(told).hasSizeLessThanOrEqualTo(k == Long.MAX_VALUE ? 4 : 5);
            assertThat(scene.names("gs://ops/journal/_bqdispatch/claims/")).isEmpty();
            return Traces.of(scene.world())
                    .toString()
                    .replace(gateway.url(), "TARGET")
                    .replaceAll("\"ConfigVersion\" : [^\\n]*", "");
        }
    }
}
