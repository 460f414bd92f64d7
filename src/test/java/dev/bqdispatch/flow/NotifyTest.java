package dev.bqdispatch.flow;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.bqdispatch.fake.EventFormat;
import dev.bqdispatch.fake.FakeSlack;
import dev.bqdispatch.fake.SampleJob;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What Slack gets to see. */
class NotifyTest {
    private static final SampleJob LOADED =
            SampleJob.load("load-1", "acme:d.t", "gs://data/in/a.csv", "gs://data/in/b.csv");
    private static final String NOTIFY = """
            {"Action": "notify", "Request": {"Channels": ["#ops", "#data"], "From": "bq", "Title": "$JobID",
              "Message": "$DestTable is there", "Body": {"uris": ["$LoadURIs"], "a": "<b>"}, "Token": "xoxb-1"}}
            """;

    private final Scene scene = new Scene();

    @AfterEach
    void close() {
        scene.close();
    }

    private void settle() {
        scene.publish(LOADED, EventFormat.A).settle();
    }

    private static String error(JsonNode entry) {
        return entry.path("Response").path("Error").asText();
    }

    @Test
    void aNotificationIsPostedToEachChannel() {
        Told.start(scene, NOTIFY);
        settle();

        assertThat(scene.world().slack().posts())
                .extracting(FakeSlack.Post::channel)
                .containsExactly("#ops", "#data");
        JsonNode message = scene.world().slack().posts("#ops").get(0).message();
        assertThat(message.path("text").asText()).isEqualTo("load-1");
        assertThat(message.path("username").asText()).isEqualTo("bq");
        assertThat(message.path("attachments").path(0).path("text").asText()).isEqualTo("d.t is there");
        assertThat(message.path("attachments").path(1).path("text").asText())
                .isEqualTo("```\n{\n  \"uris\" : [ \"gs://data/in/a.csv\", \"gs://data/in/b.csv\" ],\n"
                        + "  \"a\" : \"&lt;b&gt;\"\n}\n```");
        assertThat(message.path("metadata")
                        .path("event_payload")
                        .path("idempotency_key")
                        .asText())
                .matches("[0-9a-f]{64}");
        assertThat(scene.entry("load-1").path("Actions").path(0).path("Status").asText())
                .isEqualTo("done");
    }

    @Test
    void aChannelThatDoesNotTakeItKeepsItFromNoOther() {
        Told.start(scene, NOTIFY);
        scene.world().slack().archive("#ops");
        settle();

        assertThat(scene.world().slack().posts("#data")).hasSize(1);
        assertThat(error(scene.failedEntry("load-1")))
                .isEqualTo("action 0, notify: channel_not_found: channel #ops: Slack did not take the message");
    }

    @Test
    void aRetryDoesNotTellWhomAnEarlierAttemptTold() {
        Told.start(scene, NOTIFY);
        scene.world().slack().refuseNext("internal_error");
        settle();

        assertThat(scene.world().slack().posts("#ops")).hasSize(1);
        assertThat(scene.world().slack().posts("#data")).hasSize(1);
        assertThat(scene.entry("load-1")
                        .path("Actions")
                        .path(0)
                        .path("Attempts")
                        .asInt())
                .isEqualTo(2);
    }

    @Test
    void aLaterDeliveryDoesNotTellWhomAnEarlierOneTold() {
        Told.start(scene, NOTIFY);
        scene.world().slack().falter("#data");
        scene.publish(LOADED, EventFormat.A);
        scene.clock().advance(scene.untilAwake());
        scene.clock().advance(scene.untilAwake());
        scene.world().slack().recover("#data");
        scene.settleInTime();

        assertThat(scene.world().slack().posts("#ops")).hasSize(1);
        assertThat(scene.world().slack().posts("#data")).hasSize(1);
    }
}
