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

    /** Acknowledges messages; IDs that are no longer ours are passed over. */
    Future<Void> acknowledge(List<String> ackIds);

    /**
     * Lets the leases of messages end so many seconds from now; IDs that are no longer ours are passed over.
     *
     * @param seconds 0 to 600; 0 gives them back at once
     */
    Future<Void> modifyDeadline(List<String> ackIds, int seconds);

    /** Ends what is still waited for, and the connections. */
    @Override
    void close();
}
