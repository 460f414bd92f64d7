package dev.bqdispatch.flow;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bqdispatch.fake.EventFormat;
import dev.bqdispatch.fake.SampleJob;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What else comes over the subscription. */
class MessagesTest {
    private final Scene scene = new Scene().with(Scene.config("""
                    {"When": {"Dest": "d.t"}, "OnSuccess": [{"Action": "copy", "Request": {"Dest": "d.u"}}]}
                    """));

    @AfterEach
    void close() {
        scene.close();
    }

    @Test
    void aMessageThatIsNoJsonIsKeptWithTheReason() {
        scene.start();
        String id = scene.publish("{\"protoPayload\": oops");
        scene.settle();
        JsonNode kept = scene.json("gs://ops/errors/invalid/" + Scene.HOUR + "/" + id + ".json");
        assertThat(kept.path("reason").asText()).startsWith("no JSON, line 1 column");
        assertThat(kept.path("messageId").asText()).isEqualTo(id);
        assertThat(new String(Base64.getDecoder().decode(kept.path("data").asText()), StandardCharsets.UTF_8))
                .isEqualTo("{\"protoPayload\": oops");
    }

    @Test
    void theOtherLogEntriesOfAQueryAreIgnored() {
        Replica replica = scene.start();
        SampleJob query = SampleJob.query("q", "SELECT 1", "acme:d.other");
        query.noise().forEach(entry -> scene.publish(entry.toString()));
        scene.settle();
        assertThat(scene.names("gs://ops/")).isEmpty();
        assertThat(Http.get(replica, "/metrics").body())
                .contains("bqdispatch_events_total{outcome=\"ignored\"} "
                        + query.noise().size() + ".0");
    }

    @Test
    void aMessageOfFiveMegabytesIsDispatched() {
        scene.start();
        ObjectNode event = SampleJob.query("q", "SELECT 1", "acme:d.t").event(EventFormat.A);
        event.put("padding", "x".repeat(5_000_000));
        scene.publish(event.toString());
        scene.settle();
        assertThat(scene.entry("q").path("Response").path("Status").asText()).isEqualTo("ok");
    }

    @Test
    void theSameJobInThreeFormatsIsDispatchedOnce() {
        Replica replica = scene.start();
        scene.publish(SampleJob.query("q", "SELECT 1", "acme:d.t"), EventFormat.A, EventFormat.B, EventFormat.D)
                .settle();
        assertThat(replica.gateway().calls().countOf("jobs.insert")).isEqualTo(1);
        assertThat(Http.get(replica, "/metrics").body()).contains("bqdispatch_events_total{outcome=\"duplicate\"} 2.0");
    }

    @Test
    void aJobWithoutAnEndIsLookedUpForTheNameOfItsEntry() {
        scene.start();
        SampleJob query = SampleJob.query("q", "SELECT 1", "acme:d.t");
        ObjectNode event = query.event(EventFormat.A);
        ((ObjectNode) event.at("/protoPayload/metadata/jobChange/job/jobStats")).remove("endTime");
        scene.world().bigQuery().add(query.toRest());
        scene.publish(event.toString());
        scene.settle();
        assertThat(scene.entry("q").path("Response").path("Status").asText()).isEqualTo("ok");
    }
}
