package dev.bqdispatch.fake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.io.BaseEncoding;
import com.google.protobuf.ByteString;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Pub/Sub over <a href="https://cloud.google.com/pubsub/docs/reference/rest">HTTP/JSON</a>: {@code /v1/projects/…}. */
final class PubSubApi {
    private static final String API = "pubsub";

    private final FakePubSub pubSub;

    PubSubApi(FakePubSub pubSub) {
        this.pubSub = pubSub;
    }

    /** {@code /v1/projects/P/{subscriptions|topics}/NAME[:verb]}. */
    Operation route(ApiRequest request) {
        String kind = request.element(3);
        String last = request.rest(4);
        int colon = last.lastIndexOf(':');
        String verb = colon < 0 ? request.verb() : last.substring(colon + 1);
        String name =
                "projects/" + request.element(2) + "/" + kind + "/" + (colon < 0 ? last : last.substring(0, colon));
        return kind.equals("topics") ? topic(verb, name, request) : subscription(verb, name, request);
    }

    private Operation subscription(String verb, String name, ApiRequest request) {
        return switch (verb) {
            case "pull" -> pull(name, request);
            case "acknowledge" ->
                operation("subscriptions.acknowledge", () -> {
                    pubSub.acknowledge(name, ackIds(request.json()));
                    return Reply.json(Json.object());
                });
            case "modifyAckDeadline" ->
                operation("subscriptions.modifyAckDeadline", () -> {
                    ObjectNode body = request.json();
                    pubSub.modifyAckDeadline(
                            name,
                            ackIds(body),
                            Duration.ofSeconds(body.path("ackDeadlineSeconds").asLong()));
                    return Reply.json(Json.object());
                });
            case "testIamPermissions" -> operation("subscriptions.testIamPermissions", () -> permissions(request));
            case "PUT" -> operation("subscriptions.create", () -> create(name, request.json()));
            case "GET" -> operation("subscriptions.get", () -> shown(name));
            case "DELETE" ->
                operation("subscriptions.delete", () -> {
                    pubSub.deleteSubscription(name);
                    return Reply.json(Json.object());
                });
            default -> Operation.unknown(API, request);
        };
    }

    private Operation topic(String verb, String name, ApiRequest request) {
        return switch (verb) {
            case "publish" -> operation("topics.publish", () -> publish(name, request.json()));
            case "testIamPermissions" -> operation("topics.testIamPermissions", () -> permissions(request));
            case "GET" ->
                operation("topics.get", () -> {
                    pubSub.requireTopic(name);
                    return Reply.json(Json.object().put("name", name));
                });
            case "PUT" ->
                operation("topics.create", () -> {
                    if (pubSub.hasTopic(name)) {
                        throw new GoogleError(409, "alreadyExists", "Resource already exists in the project.");
                    }
                    pubSub.createTopic(name);
                    return Reply.json(Json.object().put("name", name));
                });
            default -> Operation.unknown(API, request);
        };
    }

    /** Several pulls may wake for one message; all but the first then answer with none, as Google may at any time. */
    private Operation pull(String name, ApiRequest request) {
        ObjectNode body = request.json();
        boolean atOnce = body.path("returnImmediately").asBoolean();
        Runnable waits = atOnce ? () -> {} : () -> pubSub.awaitMessages(name);
        return new Operation(API, "subscriptions.pull", waits, () -> {
            int max = body.path("maxMessages").asInt();
            if (max < 1) {
                throw GoogleError.badRequest("badRequest", "You have passed a non-positive max_messages.");
            }
            boolean counts = pubSub.subscription(name).countsDeliveries();
            ObjectNode reply = Json.object();
            List<PullSubscription.Delivery> found = pubSub.pull(name, max);
            if (!found.isEmpty()) {
                ArrayNode all = reply.putArray("receivedMessages");
                found.forEach(delivery -> all.add(received(delivery, counts)));
            }
            return Reply.json(reply);
        });
    }

    private static ObjectNode received(PullSubscription.Delivery delivery, boolean counts) {
        PubSubMessage message = delivery.message();
        ObjectNode received = Json.object().put("ackId", delivery.ackId());
        ObjectNode inner = received.putObject("message")
                .put("data", BaseEncoding.base64().encode(message.data().toByteArray()))
                .put("messageId", message.id())
                .put("publishTime", message.publishTime().toString());
        if (!message.attributes().isEmpty()) {
            ObjectNode attributes = inner.putObject("attributes");
            message.attributes().forEach(attributes::put);
        }
        if (counts) {
            received.put("deliveryAttempt", delivery.attempt());
        }
        return received;
    }

    private Reply publish(String topic, JsonNode body) {
        pubSub.requireTopic(topic);
        ObjectNode reply = Json.object();
        ArrayNode ids = reply.putArray("messageIds");
        for (JsonNode message : body.path("messages")) {
            Map<String, String> attributes = new HashMap<>();
            message.path("attributes")
                    .properties()
                    .forEach(e -> attributes.put(e.getKey(), e.getValue().asText()));
            ids.add(pubSub.publish(topic, decode(Json.text(message, "data", "")), attributes));
        }
        return Reply.json(reply);
    }

    /** Both alphabets of base64 are allowed in JSON. */
    private static ByteString decode(String data) {
        return ByteString.copyFrom(
                BaseEncoding.base64().decode(data.replace('-', '+').replace('_', '/')));
    }

    private Reply create(String name, JsonNode body) {
        String topic = Json.text(body, "topic", "");
        pubSub.requireTopic(topic);
        if (pubSub.hasSubscription(name)) {
            throw new GoogleError(409, "alreadyExists", "Resource already exists in the project.");
        }
        long deadline = Math.max(10, body.path("ackDeadlineSeconds").asLong());
        pubSub.createSubscription(name, topic, Duration.ofSeconds(deadline), body.has("deadLetterPolicy"));
        return shown(name);
    }

    private Reply shown(String name) {
        PullSubscription found = pubSub.subscription(name);
        ObjectNode reply = Json.object()
                .put("name", found.name())
                .put("topic", found.topic())
                .put("ackDeadlineSeconds", found.ackDeadline().toSeconds())
                .put("messageRetentionDuration", "604800s")
                .put("state", "ACTIVE");
        reply.putObject("pushConfig");
        if (found.countsDeliveries()) {
            reply.putObject("deadLetterPolicy").put("maxDeliveryAttempts", 5);
        }
        return Reply.json(reply);
    }

    private static Reply permissions(ApiRequest request) {
        ObjectNode reply = Json.object();
        reply.set("permissions", request.json().path("permissions").deepCopy());
        return Reply.json(reply);
    }

    private static List<String> ackIds(JsonNode body) {
        return Json.stream(body.path("ackIds")).map(JsonNode::asText).toList();
    }

    private static Operation operation(String method, Supplier<Reply> effect) {
        return Operation.of(API, method, effect);
    }
}
