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
        objects = new GcsObjects(new RestClients(4).storage(Optional.of(gateway.url())), CallMeter.none());
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
    void anObjectIsNotThereHoweverItsBucketIsCalled() {
        world.storage().createBucket("ops");

        assertThat(objects.stat(new ObjectUrl("ops", "tasks/x--dispatch.json"))).isEmpty();
        assertThat(objects.stat(new ObjectUrl("bucket", "no-such-bucketful.json")))
                .isEmpty();
    }

    @Test
    void nothingIsSaidOfAnObjectWhoseBucketIsMissing() {
        CallFailed failed =
                catchThrowableOfType(CallFailed.class, () -> objects.stat(new ObjectUrl("gone", "x--dispatch.json")));

        assertThat(failed.failure().status()).isEqualTo(404);
        assertThat(failed.failure().message()).contains("bucket does not exist");
    }

    @Test
    void aLookThatFailedSaysWhetherItIsWorthAnother() {
        gateway.failNext(1, "objects.get", Fault.status(403, "rateLimitExceeded"));

        Failure failure =
                catchThrowableOfType(CallFailed.class, () -> objects.stat(TASK)).failure();

        assertThat(failure.isTransient()).isTrue();
        assertThat(failure.reason()).isEqualTo("rateLimitExceeded");
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
    void aCopyThatFailedInBetweenGoesOnWhereItWas() {
        world.storage().rewriteAtMostPerCall(10);
        long generation = world.storage().put(TASK.toString(), "x".repeat(35)).generation();
        gateway.failNext(1, call -> call.number() == 3, Fault.status(503, "backendError"));

        CallFailed failed = catchThrowableOfType(CallFailed.class, () -> objects.copy(TASK, generation, RETIRED));
        assertThat(failed.failure().isTransient()).isTrue();
        assertThat(objects.copy(TASK, generation, RETIRED)).isTrue();
        assertThat(gateway.calls().countOf("objects.rewrite")).isEqualTo(5);
    }

    @Test
    void aCopyWhoseTokenExpiredBeginsAnew() {
        world.storage().rewriteAtMostPerCall(10);
        long generation = world.storage().put(TASK.toString(), "x".repeat(35)).generation();
        int[] calls = new int[1];

        assertThat(objects.copy(TASK, generation, RETIRED, () -> {
                    if (++calls[0] == 2) {
                        world.storage().expireRewriteTokens();
                    }
                }))
                .isTrue();
        assertThat(world.storage().text(RETIRED.toString())).hasSize(35);
        assertThat(gateway.calls().countOf("objects.rewrite")).isEqualTo(7);
    }

    @Test
    void aCopyIsEndedBetweenTwoCallsByWhatIsThrownThere() {
        world.storage().rewriteAtMostPerCall(10);
        long generation = world.storage().put(TASK.toString(), "x".repeat(35)).generation();
        IllegalStateException stop = new IllegalStateException("stop");

        assertThat(catchThrowableOfType(
                        IllegalStateException.class,
                        () -> objects.copy(TASK, generation, RETIRED, () -> {
                            throw stop;
                        })))
                .isSameAs(stop);
        assertThat(gateway.calls().countOf("objects.rewrite")).isEqualTo(1);
        assertThat(world.storage().exists(RETIRED.toString())).isFalse();
    }

    @Test
    void aCopyOfABigObjectThatChangesInBetweenFindsItGone() {
        world.storage().rewriteAtMostPerCall(10);
        long generation = world.storage().put(TASK.toString(), "x".repeat(35)).generation();

        assertThat(objects.copy(TASK, generation, RETIRED, () -> world.storage().put(TASK.toString(), "y")))
                .isFalse();
    }

    @Test
    void listsInPages() {
        for (int i = 0; i < 1001; i++) {
            world.storage().put("gs://bucket/many/" + i, "x");
        }
        world.storage().put("gs://bucket/other", "x");
        ObjectUrl prefix = new ObjectUrl("bucket", "many/");

        Objects.Page first = objects.list(prefix, null);
        Objects.Page second = objects.list(prefix, first.next());

        assertThat(first.objects()).hasSize(1000);
        assertThat(second.objects()).singleElement().satisfies(last -> {
            assertThat(last.url()).isEqualTo(new ObjectUrl("bucket", "many/999"));
            assertThat(last.generation())
                    .isEqualTo(world.storage().object("gs://bucket/many/999").generation());
            assertThat(last.created())
                    .isEqualTo(world.storage().object("gs://bucket/many/999").timeCreated());
        });
        assertThat(second.next()).isNull();
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
