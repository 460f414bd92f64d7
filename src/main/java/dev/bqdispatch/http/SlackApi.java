package dev.bqdispatch.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bqdispatch.action.Hidden;
import dev.bqdispatch.action.Slack;
import dev.bqdispatch.action.Web;
import dev.bqdispatch.fault.CallFailed;
import dev.bqdispatch.fault.Failure;
import java.net.URI;
import java.time.Clock;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.http.impl.conn.SystemDefaultDnsResolver;

/**
 * Slack's web API, which says with status 200 that something went wrong.
 *
 * @see <a href="https://docs.slack.dev/apis/web-api/#responses">responses</a>
 * @see <a href="https://docs.slack.dev/apis/web-api/rate-limits">rate limits</a>
 */
public final class SlackApi implements Slack, AutoCloseable {
    /** What Slack says of itself; everything else is about the message or the token. */
    private static final Set<String> TRANSIENT = Set.of(
            "ratelimited",
            "rate_limited",
            "internal_error",
            "fatal_error",
            "service_unavailable",
            "request_timeout",
            "team_added_to_org");

    private static final Pattern WORD = Pattern.compile("[A-Za-z0-9_.:-]{1,100}");
    private static final int QUOTED = 300;

    private final HttpCalls calls;
    private final URI postMessage;
    private final Clock clock;
    private final ObjectMapper mapper = new ObjectMapper();

    /**
     * @param url of the API, without a slash at the end
     * @param connections most calls at a time
     */
    public SlackApi(String url, int connections, Clock clock) {
        calls = new HttpCalls(connections, SystemDefaultDnsResolver.INSTANCE);
        postMessage = URI.create(url + "/chat.postMessage");
        this.clock = clock;
    }

    @Override
    public void post(String token, ObjectNode message, Hidden hidden) {
        Map<String, String> headers =
                Map.of("Authorization", "Bearer " + token, "Content-Type", "application/json; charset=utf-8");
        HttpCalls.Answer answer =
                calls.send(new Web.Ask(postMessage, "POST", headers, message.toString(), LONGEST, hidden));
        JsonNode said = read(answer.body());
        boolean understood = said.path("ok").isBoolean();
        if (answer.status() == 200 && said.path("ok").asBoolean()) {
            return;
        }
        String word = said.path("error").asText();
        boolean passing = TRANSIENT.contains(word)
                || answer.status() == 429
                || answer.status() >= 500
                || (answer.status() == 200 && !understood);
        throw new CallFailed(new Failure(
                passing ? Failure.Kind.TRANSIENT : Failure.Kind.PERMANENT,
                answer.status() == 200 ? 0 : answer.status(),
                WORD.matcher(word).matches() ? word : "",
                understood ? details(said, hidden) : "Slack's answer makes no sense",
                RetryAfter.of(answer.retryAfter(), clock.instant())));
    }

    private static String details(JsonNode said, Hidden hidden) {
        JsonNode messages = said.path("response_metadata").path("messages");
        String quoted = hidden.in(messages.toString());
        return messages.isEmpty()
                ? "Slack did not take the message"
                : "Slack did not take the message: " + quoted.substring(0, Math.min(quoted.length(), QUOTED));
    }

    private JsonNode read(String body) {
        try {
            return mapper.readTree(body);
        } catch (JsonProcessingException e) {
            return MissingNode.getInstance();
        }
    }

    @Override
    public void close() {
        calls.close();
    }
}
