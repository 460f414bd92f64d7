package dev.bqdispatch.fake;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.api.client.googleapis.json.GoogleJsonResponseException;
import com.google.api.client.http.ByteArrayContent;
import com.google.api.services.storage.Storage;
import com.google.api.services.storage.model.StorageObject;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class GatewayTest {
    private final FakeWorld world = new FakeWorld();
    private final Gateway gateway = Gateway.to(world);
    private final Gateway other = Gateway.to(world);

    @BeforeEach
    void aBucket() {
        world.storage().createBucket("b");
    }

    @AfterEach
    void close() {
        gateway.close();
        other.close();
        world.close();
    }

    @Test
    void afterTheLastReplyNothingHasAnEffectAnyMore() throws Exception {
        CrashGate gate = CrashGate.stopAfter(2, CrashGate.Mode.AFTER_REPLY, GatewayTest::isInsert);
        gateway.behind(gate);

        insert(gateway, "one");
        Clients.restStorage(gateway).objects().get("b", "one").execute();
        insert(gateway, "two");

        assertThat(gate.tripped().get(5, TimeUnit.SECONDS).number()).isEqualTo(3);
        assertThatThrownBy(() -> insert(gateway, "three")).isInstanceOf(IOException.class);
        assertThatThrownBy(() ->
                        Clients.restStorage(gateway).objects().get("b", "one").execute())
                .isInstanceOf(IOException.class)
                .isNotInstanceOf(GoogleJsonResponseException.class);
        assertThat(world.storage().list("gs://b/")).containsExactly("gs://b/one", "gs://b/two");
        assertThat(gateway.calls().all()).hasSize(3);
        assertThat(gateway.calls().refused()).isGreaterThanOrEqualTo(2);
    }

    @Test
    void beforeTheReplyTheLastCallHasItsEffectAndNoAnswer() throws Exception {
        CrashGate gate = CrashGate.stopAfter(1, CrashGate.Mode.BEFORE_REPLY, GatewayTest::isInsert);
        gateway.behind(gate);

        assertThatThrownBy(() -> insert(gateway, "one")).isInstanceOf(IOException.class);

        assertThat(gate.tripped().get(5, TimeUnit.SECONDS).method()).isEqualTo("objects.insert");
        assertThat(world.storage().exists("gs://b/one")).isTrue();
    }

    @Test
    void manyCallsAtOnceDoNotSlipThrough() throws Exception {
        CrashGate gate = CrashGate.stopAfter(20, CrashGate.Mode.AFTER_REPLY, GatewayTest::isInsert);
        gateway.behind(gate);

        insertAtOnce(100, gateway);

        assertThat(gate.tripped()).isDone();
        assertThat(world.storage().list("gs://b/")).hasSize(20);
        assertThat(gate.counted()).isEqualTo(20);
    }

    @Test
    void ofTwoGatewaysThatCountTogetherOnlyTheOneOfTheLastCallDies() throws Exception {
        CrashGate gate = CrashGate.stopAfter(3, CrashGate.Mode.AFTER_REPLY, GatewayTest::isInsert);
        gateway.behind(gate);
        other.behind(gate);

        insert(gateway, "one");
        insert(other, "two");
        insert(gateway, "three");

        assertThatThrownBy(() -> insert(gateway, "four")).isInstanceOf(IOException.class);
        insert(other, "five");
        assertThat(world.storage().list("gs://b/")).hasSize(4);
    }

    @Test
    void anOpenGateOnlyCounts() throws IOException {
        CrashGate gate = CrashGate.open(GatewayTest::isInsert);
        gateway.behind(gate);

        insert(gateway, "one");
        Clients.restStorage(gateway).objects().get("b", "one").execute();

        assertThat(gate.counted()).isEqualTo(1);
        assertThat(gateway.calls().countOf("objects.get")).isEqualTo(1);
    }

    @Test
    void aRefusedCallHasNoEffectAndALostReplyHas() throws IOException {
        gateway.failNext(1, "objects.insert", Fault.status(503, "backendError"));
        gateway.failNext(1, "objects.insert", Fault.loseReply());
        gateway.failNext(1, "objects.insert", Fault.reset());

        assertThatThrownBy(() -> insert(gateway, "refused"))
                .isInstanceOfSatisfying(
                        GoogleJsonResponseException.class,
                        e -> assertThat(e.getDetails().getErrors().get(0).getReason())
                                .isEqualTo("backendError"));
        assertThatThrownBy(() -> insert(gateway, "lost")).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> insert(gateway, "reset")).isInstanceOf(IOException.class);
        insert(gateway, "well");

        assertThat(world.storage().list("gs://b/")).containsExactly("gs://b/lost", "gs://b/well");
    }

    @Test
    void repliesCanComeLate() throws IOException {
        gateway.latency(Duration.ofMillis(80));
        long start = System.nanoTime();

        insert(gateway, "one");

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofMillis(80));
    }

    private static boolean isInsert(Call call) {
        return call.method().equals("objects.insert");
    }

    private static void insertAtOnce(int count, Gateway through) throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(16);
        List<Future<?>> all = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            String name = "o" + i;
            all.add(pool.submit(() -> {
                try {
                    insert(through, name);
                } catch (IOException e) {
                    // The gate has fallen.
                }
            }));
        }
        for (Future<?> each : all) {
            each.get(30, TimeUnit.SECONDS);
        }
        pool.shutdownNow();
    }

    private static void insert(Gateway through, String name) throws IOException {
        Storage.Objects.Insert insert = Clients.restStorage(through)
                .objects()
                .insert(
                        "b",
                        new StorageObject().setName(name),
                        new ByteArrayContent("text/plain", name.getBytes(UTF_8)));
        insert.getMediaHttpUploader().setDirectUploadEnabled(true);
        insert.execute();
    }
}
