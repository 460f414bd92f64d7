package dev.bqdispatch.bench;

import com.google.pubsub.v1.AcknowledgeRequest;
import com.google.pubsub.v1.ModifyAckDeadlineRequest;
import com.google.pubsub.v1.PullRequest;
import com.google.pubsub.v1.PullResponse;
import dev.bqdispatch.fake.Subscribers;
import io.grpc.Server;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A subscription in which nothing waits, and that notes when it is first pulled from. */
final class FirstPull implements Subscribers, AutoCloseable {
    private static final int PATIENCE_MINUTES = 2;

    private final CompletableFuture<Long> nanos = new CompletableFuture<>();
    private final Server server;

    FirstPull() throws IOException {
        server = Subscribers.serve(this);
    }

    String host() {
        return "127.0.0.1:" + server.getPort();
    }

    /** When it was, as {@link System#nanoTime}; waits for it. */
    long await() throws InterruptedException, IOException {
        try {
            return nanos.get(PATIENCE_MINUTES, TimeUnit.MINUTES);
        } catch (ExecutionException | TimeoutException e) {
            throw new IOException("the service does not pull", e);
        }
    }

    /** Never answered: a quiet subscription keeps a pull waiting. */
    @Override
    public void pull(PullRequest request, StreamObserver<PullResponse> answer) {
        nanos.complete(System.nanoTime());
    }

    @Override
    public void acknowledge(AcknowledgeRequest request) {}

    @Override
    public void modifyAckDeadline(ModifyAckDeadlineRequest request) {}

    @Override
    public void close() {
        server.shutdownNow();
    }
}
