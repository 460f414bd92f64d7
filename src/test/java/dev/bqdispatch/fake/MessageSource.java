package dev.bqdispatch.fake;

import com.google.pubsub.v1.AcknowledgeRequest;
import com.google.pubsub.v1.ModifyAckDeadlineRequest;
import com.google.pubsub.v1.PubsubMessage;
import com.google.pubsub.v1.PullRequest;
import com.google.pubsub.v1.PullResponse;
import com.google.pubsub.v1.ReceivedMessage;
import io.grpc.Server;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.time.Duration;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;

/**
 * A subscription over gRPC in which a great many messages wait that nobody has to keep: each is made when it is pulled,
 * and made again when it comes back.
 */
public final class MessageSource implements Subscribers, AutoCloseable {
    /** What neither Pub/Sub nor its emulator exceeds, but for a single message. */
    private static final int MOST_BYTES = 10_000_000;

    /** The longest there is, so that a slow machine is not mistaken for a slow service. */
    private static final Duration LEASE = Duration.ofMinutes(10);

    private static final Duration PULL_WAIT = Duration.ofSeconds(5);
    private static final long LOOK_AGAIN_MS = 20;

    private final int count;
    private final IntFunction<PubsubMessage> maker;
    private final Server server;
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread thread = new Thread(work, "message source");
        thread.setDaemon(true);
        return thread;
    });
    private final BitSet acknowledged = new BitSet();
    private final Map<Integer, Lease> leases = new LinkedHashMap<>();
    private final PriorityQueue<Return> returns =
            new PriorityQueue<>((one, other) -> Long.compare(one.atNanos() - other.atNanos(), 0));
    private int next;
    private long deliveries;

    private record Lease(long delivery, long untilNanos) {}

    /** A message that comes back, unless its lease is another by then. */
    private record Return(int message, long atNanos) {}

    /** @param maker makes the message of a number from 0, always the same; its ID is the number */
    public MessageSource(int count, IntFunction<PubsubMessage> maker) throws IOException {
        this.count = count;
        this.maker = maker;
        server = Subscribers.serve(this);
    }

    /** {@code host:port}, what {@code PUBSUB_EMULATOR_HOST} takes. */
    public String host() {
        return "127.0.0.1:" + server.getPort();
    }

    public int count() {
        return count;
    }

    /** How many messages are acknowledged. */
    public synchronized int settled() {
        return acknowledged.cardinality();
    }

    /** How many messages were handed out, each time counted. */
    public synchronized long deliveries() {
        return deliveries;
    }

    @Override
    public void pull(PullRequest request, StreamObserver<PullResponse> answer) {
        @SuppressWarnings("deprecation") // servers have to know it still
        boolean atOnce = request.getReturnImmediately();
        answer(request.getMaxMessages(), answer, System.nanoTime() + (atOnce ? 0 : PULL_WAIT.toNanos()));
    }

    private void answer(int most, StreamObserver<PullResponse> answer, long endNanos) {
        PullResponse found = handOut(most);
        if (found.getReceivedMessagesCount() > 0 || System.nanoTime() - endNanos >= 0) {
            answer.onNext(found);
            answer.onCompleted();
        } else {
            Future<?> unused =
                    clock.schedule(() -> answer(most, answer, endNanos), LOOK_AGAIN_MS, TimeUnit.MILLISECONDS);
        }
    }

    private synchronized PullResponse handOut(int most) {
        PullResponse.Builder answer = PullResponse.newBuilder();
        long now = System.nanoTime();
        int bytes = 0;
        while (answer.getReceivedMessagesCount() < most && bytes < MOST_BYTES) {
            int number = nextNumber(now);
            if (number < 0) {
                break;
            }
            PubsubMessage message = maker.apply(number);
            if (bytes > 0 && bytes + message.getData().size() > MOST_BYTES) {
                returns.add(new Return(number, now));
                break;
            }
            bytes += message.getData().size();
            lease(number, ++deliveries, now + LEASE.toNanos());
            answer.addReceivedMessages(ReceivedMessage.newBuilder()
                    .setAckId(number + ":" + deliveries)
                    .setMessage(message));
        }
        return answer.build();
    }

    private int nextNumber(long now) {
        while (!returns.isEmpty() && returns.element().atNanos() - now <= 0) {
            int number = returns.remove().message();
            Lease lease = leases.get(number);
            if (!acknowledged.get(number) && (lease == null || lease.untilNanos() - now <= 0)) {
                leases.remove(number);
                return number;
            }
        }
        return next < count ? next++ : -1;
    }

    private void lease(int number, long delivery, long untilNanos) {
        leases.put(number, new Lease(delivery, untilNanos));
        returns.add(new Return(number, untilNanos));
    }

    @Override
    public synchronized void acknowledge(AcknowledgeRequest request) {
        for (String ackId : request.getAckIdsList()) {
            int number = number(ackId);
            Lease lease = leases.get(number);
            if (lease != null && isOf(ackId, lease)) {
                leases.remove(number);
                acknowledged.set(number);
            }
        }
    }

    @Override
    public synchronized void modifyAckDeadline(ModifyAckDeadlineRequest request) {
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(request.getAckDeadlineSeconds());
        for (String ackId : request.getAckIdsList()) {
            int number = number(ackId);
            Lease lease = leases.get(number);
            if (lease != null && isOf(ackId, lease)) {
                lease(number, lease.delivery(), until);
            }
        }
    }

    private static int number(String ackId) {
        return Integer.parseInt(ackId.substring(0, ackId.indexOf(':')));
    }

    private static boolean isOf(String ackId, Lease lease) {
        return ackId.endsWith(":" + lease.delivery());
    }

    @Override
    public void close() {
        server.shutdownNow();
        clock.shutdownNow();
    }
}
