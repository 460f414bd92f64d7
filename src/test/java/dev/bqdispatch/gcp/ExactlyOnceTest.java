package dev.bqdispatch.gcp;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.api.core.ApiFuture;
import com.google.api.core.ApiFutures;
import com.google.api.gax.grpc.GrpcStatusCode;
import com.google.api.gax.rpc.ApiCallContext;
import com.google.api.gax.rpc.ApiException;
import com.google.api.gax.rpc.ErrorDetails;
import com.google.api.gax.rpc.UnaryCallable;
import com.google.cloud.pubsub.v1.stub.SubscriberStub;
import com.google.protobuf.Any;
import com.google.protobuf.Empty;
import com.google.pubsub.v1.AcknowledgeRequest;
import com.google.rpc.ErrorInfo;
import io.grpc.Status;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Subscriptions with exactly-once delivery say which IDs they did not take, which neither fake nor emulator does. */
class ExactlyOnceTest {
    private final Vertx vertx = Vertx.vertx();

    @AfterEach
    void close() throws Exception {
        vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    private Future<Void> acknowledgedWith(Map<String, String> failures) {
        ErrorInfo info = ErrorInfo.newBuilder()
                .setReason("SOME_ACK_IDS")
                .putAllMetadata(failures)
                .build();
        ApiException error = new ApiException(
                "Some acknowledgement ids in the request were invalid.",
                null,
                GrpcStatusCode.of(Status.Code.FAILED_PRECONDITION),
                false,
                ErrorDetails.builder()
                        .setRawErrorMessages(List.of(Any.pack(info)))
                        .build());
        return new PubSubSubscription(vertx, new Refusing(error), "projects/acme/subscriptions/jobs")
                .acknowledge(List.of("a", "b"));
    }

    @Test
    void idsThatAreNoLongerOursArePassedOver() {
        assertThat(acknowledgedWith(Map.of("a", "PERMANENT_FAILURE_INVALID_ACK_ID"))
                        .toCompletionStage()
                        .toCompletableFuture())
                .succeedsWithin(10, TimeUnit.SECONDS);
    }

    @Test
    void idsThatMayBeTakenLaterAreAFailure() {
        assertThat(acknowledgedWith(Map.of(
                                "a", "PERMANENT_FAILURE_INVALID_ACK_ID", "b", "TRANSIENT_FAILURE_SERVICE_UNAVAILABLE"))
                        .toCompletionStage()
                        .toCompletableFuture())
                .failsWithin(10, TimeUnit.SECONDS);
    }

    @Test
    void anErrorWithoutIdsIsAFailure() {
        assertThat(acknowledgedWith(Map.of()).toCompletionStage().toCompletableFuture())
                .failsWithin(10, TimeUnit.SECONDS);
    }

    private static final class Refusing extends SubscriberStub {
        private final ApiException error;

        Refusing(ApiException error) {
            this.error = error;
        }

        @Override
        public UnaryCallable<AcknowledgeRequest, Empty> acknowledgeCallable() {
            return new UnaryCallable<>() {
                @Override
                public ApiFuture<Empty> futureCall(AcknowledgeRequest request, ApiCallContext context) {
                    return ApiFutures.immediateFailedFuture(error);
                }
            };
        }

        @Override
        public void close() {}

        @Override
        public void shutdown() {}

        @Override
        public boolean isShutdown() {
            return false;
        }

        @Override
        public boolean isTerminated() {
            return false;
        }

        @Override
        public void shutdownNow() {}

        @Override
        public boolean awaitTermination(long duration, TimeUnit unit) {
            return true;
        }
    }
}
