package dev.bqdispatch.fake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Tells a topic (or one subscription) of each completed job, as a Cloud Logging sink would. */
public final class CompletionEvents implements Consumer<JsonNode> {
    private final FakePubSub pubSub;
    private final String topicOrSubscription;
    private final List<EventFormat> formats;

    /** One message per format, in the given order; a format may be given twice. */
    public CompletionEvents(FakePubSub pubSub, String topicOrSubscription, EventFormat... formats) {
        this.pubSub = pubSub;
        this.topicOrSubscription = topicOrSubscription;
        this.formats = List.of(formats);
    }

    @Override
    public void accept(JsonNode restJob) {
        formats.forEach(format -> publish(format.of(restJob)));
    }

    /** Publishes any entry, such as those of {@link SampleJob#noise()}. Returns the message ID. */
    public String publish(ObjectNode event) {
        String time = Json.text(event, "timestamp");
        Map<String, String> attributes = time == null ? Map.of() : Map.of("logging.googleapis.com/timestamp", time);
        return pubSub.publish(topicOrSubscription, Json.bytes(event), attributes);
    }
}
