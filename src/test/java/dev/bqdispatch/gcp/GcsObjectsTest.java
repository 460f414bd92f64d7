package dev.bqdispatch.gcp;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.bqdispatch.fake.FakeWorld;
import dev.bqdispatch.fake.Fault;
import dev.bqdispatch.fake.Gateway;
import dev.bqdispatch.fault.CallFailed;
import dev.bqdispatch.fault.Failure;
import dev.bqdispatch.job.ObjectUrl;
import dev.bqdispatch.ledger.Objects;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class GcsObjectsTest {
    private static final ObjectUrl TASK = new ObjectUrl("bucket", "tasks/a//b-/dispatch.json");
    private static final ObjectUrl RETIRED = new ObjectUrl("bucket", "journal/a//b-/dispatch.json");

    private final FakeWorld world = new FakeWorld();
    private final Gateway gateway = Gateway.to(world);
    private Objects objects;

    @BeforeEach
    void connect() throws IOException {
        world.storage().createBucket("bucket");
        objects = new GcsObjects(new RestClients(4).storage(Optional.of(gateway.url())));
    }

    @AfterEach
    void disconnect() {
        gateway.close();
        world.close();
    }

    @Test
    void readsContentAndGenerationInOneCall() {
        long generation = world.storage().put(TASK.toString(), "{}").generation();

        assertThat(objects.read(TASK)).contains(new Objects.Content("{}", generation));
        assertThat(gateway.calls().all()).hasSize(1);
    }

    @Test
    void anObjectThatIsNotThereIsNoError() {
        assertThat(objects.read(TASK)).isEmpty();
        assertThat(objects.stat(TASK)).isEmpty();
        assertThat(objects.delete(TASK, 1)).isFalse();
        assertThat(objects.copy(TASK, 1, RETIRED)).isFalse();
    }

    @Test
    void createsWithMetadataInOneCallAndOnlyOnce() {
        assertThat(objects.create(TASK, "first".getBytes(UTF_8), Map.of("job", "acme:US.x")))
                .isPresent();
        assertThat(gateway.calls().all()).hasSize(1);

        assertThat(objects.create(TASK, "second".getBytes(UTF_8), Map.of())).isEmpty();
        assertThat(world.storage().text(TASK.toString())).isEqualTo("first");
        assertThat(objects.stat(TASK).orElseThrow().metadata()).containsEntry("job", "acme:US.x");
    }

    @Test
    void copiesAndDeletesOnlyTheGenerationItLookedAt() {
        long seen = world.storage().put(TASK.toString(), "old").generation();
        world.storage().put(TASK.toString(), "new");

        assertThat(objects.copy(TASK, seen, RETIRED)).isFalse();
        assertThat(objects.delete(TASK, seen)).isFalse();
        assertThat(world.storage().text(TASK.toString())).isEqualTo("new");
        assertThat(world.storage().exists(RETIRED.toString())).isFalse();
    }

    @Test
    void copiesABigObjectToItsEnd() {
        world.storage().rewriteAtMostPerCall(10);
        long generation = world.storage().put(TASK.toString(), "x".repeat(35)).generation();

        assertThat(objects.copy(TASK, generation, RETIRED)).isTrue();
        assertThat(world.storage().text(RETIRED.toString())).hasSize(35);
        assertThat(gateway.calls().countOf("objects.rewrite")).isEqualTo(4);
    }

    @Test
    void aBusyServerIsATransientFailureAndIsAskedOnce() {
        gateway.failNext(5, "objects.insert", Fault.status(503, "backendError"));

        CallFailed failed = catchThrowableOfType(CallFailed.class, () -> objects.put(TASK, new byte[0]));

        assertThat(failed.failure().kind()).isEqualTo(Failure.Kind.TRANSIENT);
        assertThat(gateway.calls().countOf("objects.insert")).isEqualTo(1);
    }

    @Test
    void aRateLimitIsTransientThoughItsStatusIsForbidden() {
        gateway.failNext(1, "objects.insert", Fault.status(403, "rateLimitExceeded"));

        CallFailed failed = catchThrowableOfType(CallFailed.class, () -> objects.put(TASK, new byte[0]));

        assertThat(failed.failure().isTransient()).isTrue();
    }

    @Test
    void aForbiddenWriteIsPermanent() {
        gateway.failNext(1, "objects.insert", Fault.status(403, "forbidden"));

        CallFailed failed = catchThrowableOfType(CallFailed.class, () -> objects.put(TASK, new byte[0]));

        assertThat(failed.failure().kind()).isEqualTo(Failure.Kind.PERMANENT);
        assertThat(failed.failure().reason()).isEqualTo("forbidden");
    }

    @Test
    void aResetConnectionIsTransient() {
        gateway.failNext(5, "objects.get", Fault.reset());

        CallFailed failed = catchThrowableOfType(CallFailed.class, () -> objects.stat(TASK));

        assertThat(failed.failure().isTransient()).isTrue();
    }
}
