package dev.bqdispatch.ingest;

import io.vertx.core.Future;
import java.util.List;

/**
 * A pull subscription, each method one call. Futures end on the caller's Vert.x context; a call that fails ends with
 * {@link dev.bqdispatch.fault.CallFailed}.
 *
 * @see <a href="https://cloud.google.com/pubsub/docs/reference/rest/v1/projects.subscriptions">subscriptions</a>
 */
public interface Subscription extends AutoCloseable {

    /**
     * Waits for messages, as long as the server likes.
     *
     * @param max most messages that may come, 1 to 1,000
     * @return some messages, or none if none came in time
     */
    Future<List<ReceivedMessage>> pull(int max);

    /**
     * Pulls one message without waiting for any. A server that is there answers at once, so it tells a quiet
     * subscription from a server that has fallen silent; for everything else {@link #pull} finds more.
     *
     * @return a message, or none if there is none
     */
    Future<List<ReceivedMessage>> pullAtOnce();

    /** Acknowledges messages; IDs that are no longer ours are passed over. */
    Future<Void> acknowledge(List<String> ackIds);

    /**
     * Lets the leases of messages end so many seconds from now; IDs that are no longer ours are passed over.
     *
     * @param seconds 0 to 600; 0 gives them back at once
     */
    Future<Void> modifyDeadline(List<String> ackIds, int seconds);

    /**
     * Has later calls made over new connections. Those that wait now keep theirs, which end with the last of them.
     *
     * @return ends once it is so; fails if they can't be had, and then the old ones stay
     */
    Future<Void> reconnect();

    /** Fails all calls that wait: nobody is going to answer them. */
    void abandonCalls(String why);

    /** Ends what is still waited for, and the connections. */
    @Override
    void close();
}
