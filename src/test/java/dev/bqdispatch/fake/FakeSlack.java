package dev.bqdispatch.fake;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A workspace of Slack (<a href="https://docs.slack.dev/reference/methods/chat.postMessage">chat.postMessage</a>). It knows
 * every channel and token but those that a test takes away.
 */
public final class FakeSlack {
    /** A message as it was posted. */
    public record Post(String token, String channel, ObjectNode message) {}

    private record Refusal(String word, @Nullable Duration retryAfter) {}

    private final List<Post> posts = new ArrayList<>();
    private final Set<String> missing = new HashSet<>();
    private final Set<String> faltering = new HashSet<>();
    private final Set<String> revoked = new HashSet<>();
    private final Deque<Refusal> refusals = new ArrayDeque<>();

    FakeSlack() {}

    /** The messages that were taken, in order. */
    public synchronized List<Post> posts() {
        return List.copyOf(posts);
    }

    public synchronized List<Post> posts(String channel) {
        return posts.stream().filter(post -> post.channel().equals(channel)).toList();
    }

    /** Nobody finds this channel any more. */
    public synchronized void archive(String channel) {
        missing.add(channel);
    }

    /** Until further notice this channel takes nothing, and Slack says that it is its own fault. */
    public synchronized void falter(String channel) {
        faltering.add(channel);
    }

    /** The channel takes messages again. */
    public synchronized void recover(String channel) {
        faltering.remove(channel);
    }

    public synchronized void revoke(String token) {
        revoked.add(token);
    }

    /** The next message is refused with this word, as {@code internal_error}, and with status 200 as Slack does. */
    public synchronized void refuseNext(String word) {
        refusals.add(new Refusal(word, null));
    }

    /** The next message comes too soon. */
    public synchronized void limitNext(Duration retryAfter) {
        refusals.add(new Refusal("ratelimited", retryAfter));
    }

    synchronized Reply post(@Nullable String authorization, ObjectNode message) {
        Refusal refusal = refusals.poll();
        if (refusal != null) {
            return refused(refusal);
        }
        if (authorization == null || !authorization.startsWith("Bearer ")) {
            return refused(new Refusal("not_authed", null));
        }
        String token = authorization.substring("Bearer ".length());
        String channel = Json.text(message, "channel", "");
        if (revoked.contains(token)) {
            return refused(new Refusal("token_revoked", null));
        }
        if (channel.isEmpty() || missing.contains(channel)) {
            return refused(new Refusal("channel_not_found", null));
        }
        if (faltering.contains(channel)) {
            return refused(new Refusal("internal_error", null));
        }
        if (Json.text(message, "text", "").isEmpty()
                && message.path("attachments").isEmpty()) {
            return refused(new Refusal("no_text", null));
        }
        posts.add(new Post(token, channel, message));
        ObjectNode reply = Json.object().put("ok", true).put("channel", channel).put("ts", posts.size() + ".000100");
        reply.set("message", message);
        return Reply.json(reply);
    }

    private static Reply refused(Refusal refusal) {
        ObjectNode body = Json.object().put("ok", false).put("error", refusal.word());
        Reply reply = Reply.json(body);
        return refusal.retryAfter() == null
                ? reply
                : new Reply(429, reply.headers(), reply.body())
                        .with("Retry-After", Long.toString(refusal.retryAfter().toSeconds()));
    }
}
