package dev.bqdispatch.replay;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.protobuf.ByteString;
import dev.bqdispatch.bus.Addresses;
import dev.bqdispatch.bus.Bus;
import dev.bqdispatch.fake.FakeClock;
import dev.bqdispatch.fake.FakeTimers;
import dev.bqdispatch.fake.FakeWorld;
import dev.bqdispatch.fake.Gateway;
import dev.bqdispatch.fake.SampleJob;
import dev.bqdispatch.fault.Retrier;
import dev.bqdispatch.gcp.CallMeter;
import dev.bqdispatch.gcp.GcsObjects;
import dev.bqdispatch.gcp.RestClients;
import dev.bqdispatch.job.JobRef;
import dev.bqdispatch.job.ObjectUrl;
import dev.bqdispatch.ledger.Claims;
import dev.bqdispatch.ledger.EntryShelf;
import dev.bqdispatch.ledger.Objects;
import dev.bqdispatch.ledger.ServerClock;
import dev.bqdispatch.ledger.StateNames;
import dev.bqdispatch.ledger.TaskShelf;
import dev.bqdispatch.message.FindEntries;
import dev.bqdispatch.message.FoundJob;
import dev.bqdispatch.message.Outcome;
import dev.bqdispatch.message.ReplayAnswer;
import dev.bqdispatch.message.ReplayEntry;
import dev.bqdispatch.message.Verdict;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A replay whose plan runs as long as the test likes. */
class ReplayVerticleTest {
    private static final Instant ENDED = Instant.parse("2026-03-01T12:00:00Z");
    private static final JobRef JOB = new JobRef("acme", "US", "load-1");
    private static final ObjectUrl ERRORS = new ObjectUrl("ops", "errors/");
    private static final StateNames NAMES = new StateNames(new ObjectUrl("ops", "state/"));
    private static final ObjectUrl HOLD = NAMES.replay(JOB);
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final FakeClock clock = new FakeClock(ENDED);
    private final FakeTimers timers = new FakeTimers();
    private final Vertx vertx = timers.vertx();
    private final Bus bus = new Bus(vertx, Duration.ofHours(1));
    private final FakeWorld world = new FakeWorld(clock);
    private final Gateway gateway = Gateway.to(world);
    private final AtomicInteger tokens = new AtomicInteger();
    private final Promise<Void> begun = Promise.promise();
    private final Promise<Verdict> verdict = Promise.promise();

    private Claims claims;
    private EntryShelf entries;

    @BeforeEach
    void deploy() throws IOException {
        world.storage().createBucket("ops");
        Objects objects = new GcsObjects(new RestClients(2).storage(Optional.of(gateway.url())), CallMeter.none());
        LongSupplier nanos = () -> Duration.between(ENDED, clock.instant()).toNanos();
        claims = new Claims(objects, NAMES, new ServerClock(objects, NAMES, nanos, this::token), nanos, this::token);
        entries = new EntryShelf(objects, new ObjectUrl("ops", "journal/"), ERRORS, "acme");
        TaskShelf tasks = new TaskShelf(objects, new ObjectUrl("ops", "tasks/"));
        bus.serve(Addresses.JOBS, question -> Future.succeededFuture(new FoundJob.Lost("it is gone")))
                .await();
        bus.serve(Addresses.CARRY, question -> {
                    begun.tryComplete();
                    return verdict.future();
                })
                .await();
        ReplayVerticle verticle = new ReplayVerticle(
                bus, objects, entries, tasks, claims, clock, RandomGenerator.getDefault(), Retrier.Patience.USUAL);
        // One call after the other, in the order in which they are asked for.
        vertx.deployVerticle(
                        verticle,
                        new DeploymentOptions().setWorkerPoolName("replay").setWorkerPoolSize(1))
                .await();
    }

    @AfterEach
    void close() {
        vertx.close().await();
        gateway.close();
        world.close();
    }

    private String token() {
        return "token" + tokens.incrementAndGet();
    }

    /** A replay whose plan has begun. */
    private Future<ReplayAnswer> replay() {
        ObjectNode entry = SampleJob.load("load-1", "acme:d.t", "gs://data/x")
                .endedAt(ENDED)
                .toRest();
        entry.putObject("Response")
                .put("Status", "error")
                .putObject("JobRef")
                .put("ProjectID", JOB.project())
                .put("JobID", JOB.jobId());
        entries.write(JOB, ENDED, true, entry.toString().getBytes(UTF_8));
        Future<ReplayAnswer> answer = ask();
        begun.future().await();
        return answer;
    }

    private Future<ReplayAnswer> ask() {
        String entry = "gs://ops/errors/2026-03-01_12/load-1-job.json";
        return bus.ask(Addresses.REPLAY, new ReplayEntry(entry, Optional.empty(), false));
    }

    private void endsWell(Future<ReplayAnswer> replay) {
        verdict.complete(new Verdict.Done(Outcome.OK));
        assertThat(replay.await()).isInstanceOf(ReplayAnswer.Replayed.class);
    }

    /** Lets a minute pass, and waits until the replay has made the calls for which it is time. */
    private void passMinute() {
        clock.advance(MINUTE);
        ring();
    }

    private void ring() {
        timers.advance(MINUTE);
        bus.ask(Addresses.FAILED, new FindEntries(MINUTE)).await();
    }

    @Test
    void anEntryThatIsBeingReplayedIsNotReplayedBesides() {
        replay();

        assertThat(ask().await()).isEqualTo(new ReplayAnswer.Busy("it is being replayed by this process"));
    }

    @Test
    void anEntryWhoseReplayHasEndedMayBeReplayedAgain() {
        endsWell(replay());

        assertThat(ask().await()).isInstanceOf(ReplayAnswer.Replayed.class);
    }

    @Test
    void aReplayThatTakesLongHoldsItsEntryAllTheWhile() {
        replay();
        for (int minute = 1; minute <= 30; minute++) {
            clock.advance(MINUTE);
            assertThat(claims.take(claims.bid(HOLD, Map.of(), MINUTE)))
                    .as("of another, after %s minutes", minute)
                    .isInstanceOf(Claims.Attempt.Live.class);
            ring();
        }
    }

    @Test
    void aReplayThatHasEndedHoldsNothing() {
        endsWell(replay());

        assertThat(world.storage().list(NAMES.folder().toString())).isEmpty();
    }

    @Test
    void aReplayThatHasEndedLooksAfterItsHoldNoMore() {
        endsWell(replay());
        gateway.calls().clear();
        passMinute();

        assertThat(gateway.calls().matching(call -> call.path().contains("replays")))
                .isEmpty();
    }

    /** The process may have stood still for longer than its hold lasts. */
    @Test
    void aHoldThatAnotherHasByNowIsNotEnded() {
        Future<ReplayAnswer> replay = replay();
        world.storage().put(HOLD.toString(), ByteString.EMPTY, Map.of("owner", "another", "lease-ms", "300000"));
        passMinute();
        endsWell(replay);

        assertThat(world.storage().object(HOLD.toString()).metadata()).containsEntry("owner", "another");
    }
}
