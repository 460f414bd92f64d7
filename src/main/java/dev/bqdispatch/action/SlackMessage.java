package dev.bqdispatch.action;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bqdispatch.ledger.IdempotencyKey;
import dev.bqdispatch.rule.Request;

/**
 * A notification as Slack shows it: the title, the message below it, the body as a block of code.
 *
 * @see <a href="https://docs.slack.dev/reference/methods/chat.postMessage">chat.postMessage</a>
 */
final class SlackMessage {
    /** Slack cuts longer ones itself, at worst within its markup, and refuses much longer ones. */
    private static final int LONGEST_TEXT = 4_000;

    private static final int LONGEST_BODY = 7_000;
    private static final String FENCE = "```";

    private SlackMessage() {}

    /** The arguments of the call, without the channel. */
    static ObjectNode of(Request.Notify request, IdempotencyKey key) {
        ObjectNode message = JsonNodeFactory.instance.objectNode();
        String title = request.title().isEmpty() ? request.message() : request.title();
        message.put("text", cut(title, LONGEST_TEXT));
        if (!request.from().isEmpty()) {
            message.put("username", request.from());
        }
        if (!request.title().isEmpty() && !request.message().isEmpty()) {
            attach(message, cut(request.message(), LONGEST_TEXT));
        }
        if (!request.body().isEmpty()) {
            attach(message, FENCE + "\n" + code(request.body()) + "\n" + FENCE);
        }
        ObjectNode metadata = message.putObject("metadata").put("event_type", "bqdispatch_notification");
        metadata.putObject("event_payload").put(Request.Push.KEY_ATTRIBUTE, key.text());
        return message;
    }

    private static void attach(ObjectNode message, String text) {
        ObjectNode attachment = message.withArray("attachments").addObject();
        attachment.put("text", text).put("fallback", text).putArray("mrkdwn_in").add("text");
    }

    /** Nothing in a body is markup. */
    private static String code(String body) {
        return cut(body, LONGEST_BODY)
                .replace(FENCE, "'''")
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;");
    }

    private static String cut(String text, int longest) {
        if (text.length() <= longest) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(longest - 2)) ? longest - 2 : longest - 1;
        return text.substring(0, end) + "…";
    }
}
