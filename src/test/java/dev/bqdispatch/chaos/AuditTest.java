package dev.bqdispatch.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bqdispatch.chaos.Deliveries.Delivery;
import dev.bqdispatch.fake.FakeClock;
import dev.bqdispatch.fake.FakeWorld;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The chaos run would be worth nothing if it could not fail. */
final class AuditTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final int EVENTS = 200;

    private final Script script = new Script(new Terms(EVENTS, 0, 1, 0, 0, 7));
    private final FakeWorld world = new FakeWorld(new FakeClock(NOON));
    private final Deliveries deliveries = new Deliveries(world.clock());
    private final Interruptions interruptions = new Interruptions();

    @BeforeEach
    void letEverythingHappen() {
        world.storage().createBucket("ops");
        Teller teller = new Teller(script, world, new FakeTopic(world.pubSub()));
        IntStream.range(0, EVENTS).forEach(teller::happens);
    }

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void whatDoesNotComeOfItIsLost() {
        Audit audit = audit();

        audit.compare(script, EVENTS, Set.of("message-1"));

        assertThat(audit.rows()).hasSize(Effect.values().length).allSatisfy(row -> {
            assertThat(row.losses()).as(row::row).isPositive();
            assertThat(row.doubles()).isZero();
        });
    }

    @Test
    void whatNothingAskedForIsDoubled() {
        world.storage()
                .put("gs://ops/errors/2026-03-01_12/stranger-job.json", "{\"Response\": {\"Status\": \"error\"}}");
        deliveries.add(Effect.NOTIFY, "hello", new Delivery("key", 1, NOON, false));

        assertThat(complaints())
                .anyMatch(line -> line.startsWith("doubled  entry") && line.contains("stranger"))
                .anyMatch(line -> line.startsWith("doubled  notify  hello: nothing asked for it"));
    }

    @Test
    void aSecondTellingIsDoubledUnlessTheFirstOneWasCutShort() {
        String text = told();
        deliveries.add(Effect.NOTIFY, text, new Delivery("key", 1, NOON, false));
        deliveries.add(Effect.NOTIFY, text, new Delivery("key", 2, NOON.plusSeconds(60), false));
        assertThat(complaints()).anyMatch(line -> line.contains(text) && line.contains("neither was disturbed"));

        interruptions.tornOut(2, NOON.plusSeconds(1));
        interruptions.tornOut(1, NOON.minusSeconds(2));
        interruptions.begun(1, NOON.minusSeconds(1));
        interruptions.tornOut(1, NOON.plusSeconds(10));
        assertThat(complaints()).anyMatch(line -> line.contains(text));

        interruptions.tornOut(1, NOON.plusSeconds(1));
        assertThat(complaints()).noneMatch(line -> line.contains(text));
    }

    @Test
    void whatADeadReplicaHadJustSentMayArriveAfterItsEnd() {
        String text = told();
        deliveries.add(Effect.NOTIFY, text, new Delivery("key", 1, NOON, false));
        deliveries.add(Effect.NOTIFY, text, new Delivery("key", 2, NOON.plusSeconds(60), false));
        interruptions.tornOut(1, NOON.minusSeconds(1));
        interruptions.begun(1, NOON.plusSeconds(1));

        assertThat(complaints()).noneMatch(line -> line.contains(text));
    }

    @Test
    void aLostAnswerIsAnExcuseAndSoIsALongSleep() {
        String text = told();
        deliveries.add(Effect.NOTIFY, text, new Delivery("key", 1, NOON, true));
        deliveries.add(Effect.NOTIFY, text, new Delivery("key", 2, NOON.plusSeconds(60), false));
        deliveries.add(Effect.NOTIFY, text, new Delivery("key", 3, NOON.plusSeconds(90), false));
        interruptions.woken(3, NOON.plusSeconds(89));

        assertThat(complaints()).noneMatch(line -> line.contains(text));
    }

    @Test
    void anotherKeyHasNoExcuse() {
        String text = told();
        deliveries.add(Effect.NOTIFY, text, new Delivery("key", 1, NOON, true));
        deliveries.add(Effect.NOTIFY, text, new Delivery("other", 2, NOON.plusSeconds(60), false));

        assertThat(complaints()).anyMatch(line -> line.contains(text) && line.contains("two keys"));
    }

    @Test
    void whatIsLeftOverIsLost() {
        Audit audit = audit();

        audit.left("task left", List.of("gs://ops/tasks/a.json"));

        assertThat(audit.rows())
                .last()
                .satisfies(row -> assertThat(row.complaints())
                        .containsExactly("lost     task left  gs://ops/tasks/a.json: expected it to be gone"));
    }

    /** A text of which somebody must be told. */
    private String told() {
        List<String> all = new ArrayList<>();
        for (int number = 0; number < EVENTS; number++) {
            if (script.happening(number) instanceof Happening.JobEnds job) {
                Model.tell(job, asked -> {
                    if (asked.effect() == Effect.NOTIFY) {
                        all.add(asked.name());
                    }
                });
            }
        }
        return all.get(0);
    }

    private List<String> complaints() {
        Audit audit = audit();
        audit.compare(script, EVENTS, Set.of());
        // What is lost is another test's.
        return audit.rows().stream()
                .flatMap(row -> row.complaints().stream())
                .filter(line -> line.startsWith("doubled"))
                .toList();
    }

    private Audit audit() {
        return new Audit(world, deliveries, interruptions);
    }
}
