package dev.bqdispatch.fake;

import com.google.pubsub.v1.AcknowledgeRequest;
import com.google.pubsub.v1.ModifyAckDeadlineRequest;
import com.google.pubsub.v1.PullRequest;
import com.google.pubsub.v1.PullResponse;
import io.grpc.Server;
import io.grpc.stub.StreamObserver;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/** A server on the loopback interface that takes what comes, and says nothing. */
public final class SilentServer implements Closeable {
    private final String host;
    private final AtomicBoolean speaks;
    private final Closeable end;

    private SilentServer(int port, AtomicBoolean speaks, Closeable end) {
        host = "127.0.0.1:" + port;
        this.speaks = speaks;
        this.end = end;
    }

    /** Takes connections, and says nothing over them. */
    public static SilentServer ofSockets() throws IOException {
        ServerSocket socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        List<Socket> taken = new ArrayList<>();
        Thread taker = new Thread(() -> take(socket, taken), "silent server");
        taker.setDaemon(true);
        taker.start();
        return new SilentServer(socket.getLocalPort(), new AtomicBoolean(), socket);
    }

    /** Kept, lest the collector closes them. */
    private static void take(ServerSocket socket, List<Socket> taken) {
        try {
            while (!socket.isClosed()) {
                taken.add(socket.accept());
            }
        } catch (IOException closed) {
            for (Socket each : taken) {
                try {
                    each.close();
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        }
    }

    /** Speaks HTTP/2 and takes pulls over gRPC, and answers none until told to. */
    public static SilentServer ofCalls() throws IOException {
        AtomicBoolean speaks = new AtomicBoolean();
        Server server = Subscribers.serve(new Subscribers() {
            @Override
            public void pull(PullRequest request, StreamObserver<PullResponse> answer) {
                if (speaks.get()) {
                    answer.onNext(PullResponse.getDefaultInstance());
                    answer.onCompleted();
                }
            }

            @Override
            public void acknowledge(AcknowledgeRequest request) {}

            @Override
            public void modifyAckDeadline(ModifyAckDeadlineRequest request) {}
        });
        return new SilentServer(server.getPort(), speaks, server::shutdownNow);
    }

    public String host() {
        return host;
    }

    /** From now on it answers calls: that there is nothing. */
    public void speak() {
        speaks.set(true);
    }

    @Override
    public void close() throws IOException {
        end.close();
    }
}
