package dev.bqdispatch.http;

import dev.bqdispatch.action.Hidden;
import dev.bqdispatch.action.Web;
import dev.bqdispatch.fault.CallFailed;
import dev.bqdispatch.fault.Failure;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.http.impl.conn.SystemDefaultDnsResolver;

/** Calls of actions to anybody's service. */
public final class WebCalls implements Web, AutoCloseable {
    private static final Set<Integer> TRANSIENT = Set.of(408, 429);
    private static final int QUOTED = 300;

    /** Secrets in it may be long, and little is left of it without them. */
    private static final int SEARCHED = 1 << 16;

    private static final Pattern NOT_SHOWN = Pattern.compile("[\\s\\p{Cntrl}]+");

    private final HttpCalls calls;
    private final Clock clock;

    /** @param connections most calls at a time */
    public WebCalls(int connections, Clock clock) {
        calls = new HttpCalls(connections, new Guard(SystemDefaultDnsResolver.INSTANCE));
        this.clock = clock;
    }

    @Override
    public void call(Ask ask) {
        HttpCalls.Answer answer = calls.send(ask);
        int status = answer.status();
        if (status >= 200 && status < 300) {
            return;
        }
        String origin = HttpCalls.origin(ask);
        if (status >= 300 && status < 400) {
            throw failed(
                    Failure.Kind.PERMANENT,
                    answer,
                    origin + " redirects to " + host(answer.location(), ask.url())
                            + ", and redirects are not followed; expected the URL that it leads to");
        }
        boolean passing = TRANSIENT.contains(status) || status >= 500;
        String quoted = start(answer.body(), ask.hidden());
        throw failed(
                passing ? Failure.Kind.TRANSIENT : Failure.Kind.PERMANENT,
                answer,
                origin + " answered" + (quoted.isEmpty() ? " nothing more" : ": " + quoted));
    }

    private CallFailed failed(Failure.Kind kind, HttpCalls.Answer answer, String message) {
        Duration wait = RetryAfter.of(answer.retryAfter(), clock.instant());
        return new CallFailed(new Failure(kind, answer.status(), "", message, wait));
    }

    /** The place alone: what follows it may hold secrets. */
    private static String host(String location, URI from) {
        try {
            URI to = from.resolve(new URI(location));
            return to.getHost() == null ? "nowhere" : to.getScheme() + "://" + to.getHost();
        } catch (URISyntaxException e) {
            return "nowhere";
        }
    }

    /** Secrets go first: they are not to be found any more when blanks are gone and the end is cut. */
    private static String start(String body, Hidden hidden) {
        String clean = hidden.in(body.length() <= SEARCHED ? body : body.substring(0, SEARCHED) + "…");
        String line = NOT_SHOWN
                .matcher(clean.substring(0, Math.min(clean.length(), 2 * QUOTED)))
                .replaceAll(" ")
                .strip();
        return line.length() <= QUOTED ? line : line.substring(0, QUOTED) + "…";
    }

    @Override
    public void close() {
        calls.close();
    }
}
