package dev.bqdispatch.flow;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import dev.bqdispatch.fake.EventFormat;
import dev.bqdispatch.fake.Gateway;
import dev.bqdispatch.fake.SampleJob;
import dev.bqdispatch.fake.StoredObject;
import dev.bqdispatch.job.JobRef;
import dev.bqdispatch.job.ObjectUrl;
import dev.bqdispatch.ledger.ActionName;
import dev.bqdispatch.ledger.StateNames;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What processes leave in the state folder that die at the wrong moment, and nobody comes back to. */
class LeftoversTest {
    private static final ActionName NOTIFY = new ActionName("notify", "0123456789abcdef", 0);
    private static final StateNames NAMES = new StateNames(new ObjectUrl("ops", "journal/_bqdispatch/"));
    private static final SampleJob JOB = SampleJob.load("load-1", "acme:d.t", "gs://data/in/t.csv");
    private static final JobRef REF = new JobRef("acme", "US", "load-1");
    private static final String DELETE = "{\"When\": {\"Dest\": \":d.t$\"},"
            + " \"OnSuccess\": [{\"Action\": \"delete\", \"Request\": {\"URL\": \"gs://data/x\"}}]}";
    private static final Duration HOURS = Duration.ofHours(2);

    private final PassScene passes = new PassScene(DELETE);
    private final Scene scene = passes.scene();

    @AfterEach
    void close() {
        passes.close();
    }

    private void left(ObjectUrl url, Duration lease) {
        String ended = scene.entry("load-1").path("statistics").path("endTime").asText();
        Map<String, String> metadata = Map.of(
                "job", REF.toString(), "ended-ms", ended, "owner", "dead", "lease-ms", Long.toString(lease.toMillis()));
        scene.world().storage().put(url.toString(), ByteString.EMPTY, metadata);
    }

    private List<String> notes() {
        return scene.names(PassScene.STATE).stream()
                .filter(name -> !name.startsWith("reconcile/") && !name.equals("started.json"))
                .toList();
    }

    private Replica dispatched() {
        Replica replica = passes.afterPass();
        scene.publish(JOB, EventFormat.A);
        scene.settle();
        return replica;
    }

    @Test
    void theClaimAndTheNotesOfAJobWithAnEntryAreSweptUp() {
        Replica replica = dispatched();
        left(NAMES.claim(REF), Duration.ofMinutes(1));
        left(NAMES.step(REF, NOTIFY, "#ops"), Duration.ZERO);

        passes.anotherPass(replica, HOURS);

        assertThat(notes()).isEmpty();
    }

    @Test
    void notesWithoutAClaimAreSweptUpToo() {
        Replica replica = dispatched();
        left(NAMES.step(REF, NOTIFY, "#ops"), Duration.ZERO);

        passes.anotherPass(replica, HOURS);

        assertThat(notes()).isEmpty();
    }

    @Test
    void aClaimThatLastsStays() {
        Replica replica = dispatched();
        left(NAMES.claim(REF), Duration.ofHours(9));

        passes.anotherPass(replica, HOURS);

        assertThat(notes()).hasSize(1);
    }

    @Test
    void whatIsDoneOfAJobWithoutAnEntryStaysKnown() {
        Replica replica = dispatched();
        left(NAMES.step(REF, NOTIFY, "#ops"), Duration.ZERO);
        scene.world().storage().remove("gs://ops/journal/" + entry());

        passes.anotherPass(replica, HOURS);

        assertThat(notes()).hasSize(1);
    }

    /** A replay that died may be begun again, and must know then what it has done. */
    @Test
    void whatAReplayHasDoneOfAFailureStaysKnownForAWeek() {
        Replica replica = failed(() -> left(NAMES.step(REF, NOTIFY, "#ops"), Duration.ZERO));

        passes.anotherPass(replica, HOURS);
        assertThat(notes()).hasSize(1);

        passes.anotherPass(replica, Duration.ofDays(7));
        assertThat(notes()).isEmpty();
    }

    /** Of a run that only found the entry and died then: its event may find nothing that leads to the claim. */
    @Test
    void theClaimOfARunAfterAFailureIsSweptUp() {
        Replica replica = failed(() -> left(NAMES.claim(REF), Duration.ofMinutes(1)));

        passes.anotherPass(replica, HOURS);

        assertThat(notes()).isEmpty();
    }

    @Test
    void theClaimOfAReplayThatMayBeAtItStaysWithWhatItClaimed() {
        Replica replica = failed(() -> {
            left(NAMES.claim(REF), Duration.ofMinutes(1));
            left(NAMES.replay(REF), Duration.ofMinutes(5));
        });

        passes.anotherPass(replica, Duration.ofMinutes(50));

        assertThat(notes()).hasSize(2);
    }

    /**
     * The job has an entry of a failure.
     *
     * @param later happens a minute after that
     */
    private Replica failed(Runnable later) {
        Replica replica = dispatched();
        StoredObject written = scene.world().storage().object("gs://ops/journal/" + entry());
        scene.world().storage().put("gs://ops/errors/" + entry(), written.content(), written.metadata());
        scene.clock().advance(Duration.ofMinutes(1));
        later.run();
        scene.world().storage().remove("gs://ops/journal/" + entry());
        return replica;
    }

    private String entry() {
        return scene.names("gs://ops/journal/").stream()
                .filter(name -> name.endsWith("-job.json"))
                .findFirst()
                .orElseThrow();
    }

    /** Else a second replay of the entry could begin beside it. */
    @Test
    void theClaimOfAReplayThatMayBeAtItStays() {
        Replica replica = dispatched();
        left(NAMES.replay(REF), Duration.ofMinutes(5));

        passes.anotherPass(replica, Duration.ofMinutes(50));

        assertThat(notes()).hasSize(1);
    }

    @Test
    void claimsOnReplaysAndLooksAtTheClockAreSweptUpWhenTheyAreOld() {
        Replica replica = dispatched();
        left(NAMES.replay(REF), Duration.ofMinutes(5));
        left(NAMES.clocks().in("dead.json"), Duration.ZERO);

        passes.anotherPass(replica, HOURS);

        assertThat(notes()).isEmpty();
    }

    @Test
    void aPassThatWasTakenOverSweepsNothingUpAndLooksForNothing() {
        scene.world().storage().put(NAMES.clocks().in("dead.json").toString(), "{}");
        Gateway gateway = passes.missed(JOB).takenOverIn("jobs.list");
        PassScene.awaitPass(scene.start(gateway), "stopped");

        assertThat(notes()).hasSize(1);
        assertThat(gateway.calls().countOf("objects.list")).isZero();
    }
}
