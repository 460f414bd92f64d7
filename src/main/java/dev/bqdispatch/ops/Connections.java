package dev.bqdispatch.ops;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The open connections. None may keep its place for nothing: a request has to come whole within a while, and be taken
 * away within another; where all places are taken, whoever has been idle longest goes. So a probe is answered however
 * many connect and say nothing. For one event loop.
 */
final class Connections {
    private final Vertx vertx;
    private final Limits limits;

    /** In the order in which they came or were last answered, so that the first idle one is idle longest. */
    private final Map<HttpConnection, Visitor> open = new LinkedHashMap<>();

    /**
     * What a connection may take.
     *
     * @param most connections; with more, idle ones are closed, and where none is idle, the new one
     * @param arrival time for a request's headers to come, counted from the connection's beginning or the last answer
     * @param stay time for the rest: its body, the answer, and taking that
     */
    record Limits(int most, Duration arrival, Duration stay) {
        /** Few enough for the 1,024 files that a process may often have open, beside its calls to Google. */
        static final Limits USUAL = new Limits(400, Duration.ofSeconds(20), Duration.ofSeconds(60));
    }

    private static final class Visitor {
        private int asked;
        private long timer;
    }

    Connections(Vertx vertx, Limits limits) {
        this.vertx = vertx;
        this.limits = limits;
    }

    void opened(HttpConnection connection) {
        if (open.size() >= limits.most() && !closeOneIdle()) {
            connection.close();
            return;
        }
        Visitor visitor = new Visitor();
        open.put(connection, visitor);
        visitor.timer = closeIn(limits.arrival(), connection);
        connection.closeHandler(closed -> {
            vertx.cancelTimer(visitor.timer);
            open.remove(connection);
        });
    }

    private boolean closeOneIdle() {
        Iterator<Map.Entry<HttpConnection, Visitor>> all = open.entrySet().iterator();
        while (all.hasNext()) {
            Map.Entry<HttpConnection, Visitor> each = all.next();
            if (each.getValue().asked == 0) {
                // Its end may be told of only later, and its place is needed now.
                all.remove();
                each.getKey().close();
                return true;
            }
        }
        return false;
    }

    private long closeIn(Duration time, HttpConnection connection) {
        return vertx.setTimer(time.toMillis(), rung -> connection.close());
    }

    /** The first handler of every request. */
    void asked(RoutingContext request) {
        HttpConnection connection = request.request().connection();
        Visitor visitor = open.get(connection);
        if (visitor != null) {
            visitor.asked++;
            again(connection, visitor, limits.stay());
            request.addEndHandler(answered -> answered(connection, visitor));
        }
        request.next();
    }

    private void answered(HttpConnection connection, Visitor visitor) {
        if (--visitor.asked == 0 && open.remove(connection, visitor)) {
            open.put(connection, visitor);
            again(connection, visitor, limits.arrival());
        }
    }

    private void again(HttpConnection connection, Visitor visitor, Duration time) {
        vertx.cancelTimer(visitor.timer);
        visitor.timer = closeIn(time, connection);
    }

    /** The answer to this request may take as long as it will. */
    void waitFor(RoutingContext request) {
        Visitor visitor = open.get(request.request().connection());
        if (visitor != null) {
            vertx.cancelTimer(visitor.timer);
        }
    }

    /** How many are open. */
    int count() {
        return open.size();
    }
}
