package dev.bqdispatch.fake;

import com.google.protobuf.Empty;
import com.google.protobuf.Message;
import com.google.pubsub.v1.AcknowledgeRequest;
import com.google.pubsub.v1.ModifyAckDeadlineRequest;
import com.google.pubsub.v1.PullRequest;
import com.google.pubsub.v1.PullResponse;
import io.grpc.MethodDescriptor;
import io.grpc.Server;
import io.grpc.ServerServiceDefinition;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.protobuf.ProtoUtils;
import io.grpc.stub.ServerCalls;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/**
 * Who answers the calls of subscribers over gRPC, as
 * <a href="https://cloud.google.com/pubsub/docs/reference/rpc/google.pubsub.v1#subscriber">Subscriber</a> names them.
 */
public interface Subscribers {
    /** Answers a pull, now or later or never. */
    void pull(PullRequest request, StreamObserver<PullResponse> answer);

    void acknowledge(AcknowledgeRequest request);

    void modifyAckDeadline(ModifyAckDeadlineRequest request);

    /** Serves them at a free port of the loopback interface. */
    static Server serve(Subscribers subscribers) throws IOException {
        String service = "google.pubsub.v1.Subscriber";
        ServerServiceDefinition all = ServerServiceDefinition.builder(service)
                .addMethod(
                        method(service, "Pull", PullRequest.getDefaultInstance(), PullResponse.getDefaultInstance()),
                        ServerCalls.asyncUnaryCall(subscribers::pull))
                .addMethod(
                        method(service, "Acknowledge", AcknowledgeRequest.getDefaultInstance(), nothing()),
                        ServerCalls.asyncUnaryCall((request, answer) -> {
                            subscribers.acknowledge(request);
                            answer.onNext(nothing());
                            answer.onCompleted();
                        }))
                .addMethod(
                        method(service, "ModifyAckDeadline", ModifyAckDeadlineRequest.getDefaultInstance(), nothing()),
                        ServerCalls.asyncUnaryCall((request, answer) -> {
                            subscribers.modifyAckDeadline(request);
                            answer.onNext(nothing());
                            answer.onCompleted();
                        }))
                .build();
        return NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                .addService(all)
                .build()
                .start();
    }

    private static Empty nothing() {
        return Empty.getDefaultInstance();
    }

    private static <Q extends Message, A extends Message> MethodDescriptor<Q, A> method(
            String service, String name, Q request, A answer) {
        return MethodDescriptor.<Q, A>newBuilder()
                .setType(MethodDescriptor.MethodType.UNARY)
                .setFullMethodName(MethodDescriptor.generateFullMethodName(service, name))
                .setRequestMarshaller(ProtoUtils.marshaller(request))
                .setResponseMarshaller(ProtoUtils.marshaller(answer))
                .build();
    }
}
