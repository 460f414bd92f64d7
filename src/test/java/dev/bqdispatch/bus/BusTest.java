package dev.bqdispatch.bus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bqdispatch.message.BusMessage;
import dev.bqdispatch.message.HealthChanged;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BusTest {
    private static final Address<HealthChanged, HealthChanged> ECHO =
            new Address<>("echo", HealthChanged.class, HealthChanged.class);
    private static final Address<HealthChanged, BusMessage> NEWS = Address.ofNews("news", HealthChanged.class);
    private static final HealthChanged UP = new HealthChanged("ingest", HealthChanged.State.UP, "");

    private final Vertx vertx = Vertx.vertx();
    private final Bus bus = new Bus(vertx, Duration.ofHours(1));

    @AfterEach
    void close() throws Exception {
        vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    private static <T> T await(Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    @Test
    void theSameInstanceArrivesAndComesBack() throws Exception {
        bus.serve(ECHO, Future::succeededFuture);

        assertThat(await(bus.ask(ECHO, UP))).isSameAs(UP);
    }

    @Test
    void aHandlerThatThrowsIsAnsweredForAtOnce() {
        bus.serve(ECHO, question -> {
            throw new IllegalStateException("broken " + question.part());
        });

        assertThatThrownBy(() -> await(bus.ask(ECHO, UP))).hasMessageContaining("broken ingest");
    }

    @Test
    void askingNobodyFailsAtOnce() {
        assertThatThrownBy(() -> await(bus.ask(ECHO, UP))).hasMessageContaining("echo");
    }

    @Test
    void newsReachEveryListener() throws Exception {
        Promise<HealthChanged> first = Promise.promise();
        Promise<HealthChanged> second = Promise.promise();
        bus.listen(NEWS, first::complete);
        bus.listen(NEWS, second::complete);

        bus.announce(NEWS, UP);

        assertThat(await(first.future())).isSameAs(UP);
        assertThat(await(second.future())).isSameAs(UP);
    }
}
