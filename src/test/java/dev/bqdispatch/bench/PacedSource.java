package dev.bqdispatch.bench;

import com.google.protobuf.ByteString;
import com.google.protobuf.Timestamp;
import com.google.pubsub.v1.AcknowledgeRequest;
import com.google.pubsub.v1.ModifyAckDeadlineRequest;
import com.google.pubsub.v1.PubsubMessage;
import com.google.pubsub.v1.PullRequest;
import com.google.pubsub.v1.PullResponse;
import com.google.pubsub.v1.ReceivedMessage;
import dev.bqdispatch.fake.Subscribers;
import io.grpc.Server;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** A subscription over gRPC to which events come steadily, and that notes how long each is held. */
final class PacedSource implements Subscribers, AutoCloseable {
    private static final int PER_TICK = 10;
    private static final int TICK_MS = 10;

    private final ByteString data;
    private final Instant published;
    private final Server server;
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    private final Deque<StreamObserver<PullResponse>> pulls = new ArrayDeque<>();
    private final Map<String, Long> handedOut = new HashMap<>();
    private final List<Double> held = new ArrayList<>();
    private final ScheduledFuture<?> ticking;
    private long next;

    /** @param data of every event */
    PacedSource(byte[] data, Instant published) throws IOException {
        this.data = ByteString.copyFrom(data);
        this.published = published;
        server = Subscribers.serve(this);
        ticking = clock.scheduleAtFixedRate(this::tick, TICK_MS, TICK_MS, TimeUnit.MILLISECONDS);
    }

    String host() {
        return "127.0.0.1:" + server.getPort();
    }

    /** How many come per second, if somebody pulls. */
    static int perSecond() {
        return PER_TICK * 1_000 / TICK_MS;
    }

    /** How many ms each event was held that was acknowledged since this was last asked. */
    synchronized List<Double> held() {
        List<Double> sofar = List.copyOf(held);
        held.clear();
        return sofar;
    }

    @Override
    public synchronized void pull(PullRequest request, StreamObserver<PullResponse> answer) {
        pulls.add(answer);
    }

    private synchronized void tick() {
        StreamObserver<PullResponse> waiting = pulls.poll();
        if (waiting == null) {
            return;
        }
        PullResponse.Builder answer = PullResponse.newBuilder();
        long now = System.nanoTime();
        for (int i = 0; i < PER_TICK; i++) {
            String id = Long.toString(next++);
            handedOut.put(id, now);
            answer.addReceivedMessages(ReceivedMessage.newBuilder()
                    .setAckId(id)
                    .setMessage(PubsubMessage.newBuilder()
                            .setMessageId(id)
                            .setPublishTime(Timestamp.newBuilder().setSeconds(published.getEpochSecond()))
                            .setData(data)));
        }
        waiting.onNext(answer.build());
        waiting.onCompleted();
    }

    @Override
    public synchronized void acknowledge(AcknowledgeRequest request) {
        long now = System.nanoTime();
        for (String id : request.getAckIdsList()) {
            Long since = handedOut.remove(id);
            if (since != null) {
                held.add((now - since) / 1e6);
            }
        }
    }

    @Override
    public void modifyAckDeadline(ModifyAckDeadlineRequest request) {}

    @Override
    public void close() {
        ticking.cancel(false);
        clock.shutdownNow();
        server.shutdownNow();
    }
}
