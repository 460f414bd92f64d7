package dev.bqdispatch.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.api.services.storage.Storage;
import dev.bqdispatch.fake.FakeWorld;
import dev.bqdispatch.fake.Gateway;
import dev.bqdispatch.gcp.CallMeter;
import dev.bqdispatch.gcp.GcsObjects;
import dev.bqdispatch.gcp.RestClients;
import dev.bqdispatch.job.ObjectUrl;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class EventLoopsTest {
    private final Vertx vertx = Vertx.vertx();

    @AfterEach
    void close() throws Exception {
        get(vertx.close());
    }

    private static <T> T get(Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    private Future<Void> onALoop(Runnable call) {
        Promise<Void> ended = Promise.promise();
        vertx.runOnContext(loop -> {
            try {
                call.run();
                ended.complete();
            } catch (AssertionError e) {
                ended.fail(e);
            }
        });
        return ended.future();
    }

    @Test
    void whatBlocksIsNoticedOnAnEventLoop() {
        assertThatThrownBy(() -> get(onALoop(() -> EventLoops.notBlockedBy("storage.objects.get"))))
                .hasRootCauseInstanceOf(AssertionError.class)
                .hasMessageContaining("an event loop is blocked by storage.objects.get");
    }

    @Test
    void whatBlocksBelongsOnAWorkerOrAThreadOfItsOwn() {
        assertThatCode(() -> EventLoops.notBlockedBy("x")).doesNotThrowAnyException();
        assertThatCode(() -> get(vertx.executeBlocking(() -> {
                    EventLoops.notBlockedBy("x");
                    return true;
                })))
                .doesNotThrowAnyException();
    }

    @Test
    void aCallToGoogleIsNoticedBeforeItIsMade() throws IOException {
        try (FakeWorld world = new FakeWorld();
                Gateway gateway = Gateway.to(world)) {
            Storage storage = new RestClients(1).storage(Optional.of(gateway.url()));
            GcsObjects objects = new GcsObjects(storage, CallMeter.none());

            assertThatThrownBy(() -> get(onALoop(
                            () -> objects.read(ObjectUrl.parse("gs://bucket/x").orElseThrow()))))
                    .hasMessageContaining("storage.objects.get.media");
            assertThat(gateway.calls().matching(call -> true)).isEmpty();
        }
    }
}
