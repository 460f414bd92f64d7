package dev.bqdispatch.ledger;

import static dev.bqdispatch.ledger.StorageOverHttp.ENDED;
import static dev.bqdispatch.ledger.StorageOverHttp.job;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bqdispatch.fake.FakeClock;
import dev.bqdispatch.fake.Fault;
import dev.bqdispatch.fault.GroundLost;
import dev.bqdispatch.job.JobRef;
import dev.bqdispatch.job.ObjectUrl;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class JobClaimsTest {
    private static final StateNames NAMES = new StateNames(new ObjectUrl("bucket", "state/"));
    private static final JobRef JOB = job("a");
    private static final JobRef OTHER = job("b");

    private final FakeClock googles = new FakeClock(Instant.parse("2026-03-04T05:06:07Z"));
    private final AtomicInteger tokens = new AtomicInteger();
    private StorageOverHttp google;
    private JobClaims ours;
    private JobClaims theirs;

    @BeforeEach
    void connect() throws IOException {
        google = new StorageOverHttp(googles);
        ours = claims();
        theirs = claims();
    }

    @AfterEach
    void disconnect() {
        google.close();
    }

    private JobClaims claims() {
        ServerClock clock = new ServerClock(google.objects(), NAMES, this::nanos, this::token);
        return new JobClaims(google.objects(), new Claims(google.objects(), NAMES, clock, this::nanos, this::token));
    }

    private long nanos() {
        return Duration.between(Instant.EPOCH, googles.instant()).toNanos();
    }

    private String token() {
        return "token" + tokens.incrementAndGet();
    }

    private static Claims.Attempt.Held held(JobClaims claims) {
        return (Claims.Attempt.Held) claims.take(claims.bid(JOB, ENDED));
    }

    @Test
    void oneThatIsTakenOverIsToldFromANewOne() {
        assertThat(held(ours).takenOver()).isFalse();
        googles.advance(Duration.ofMinutes(2));
        assertThat(held(theirs).takenOver()).isTrue();
    }

    @Test
    void oneWhoseReplyWasLostIsNotTakenOver() {
        Claim.Bid bid = ours.bid(JOB, ENDED);
        google.gateway().failNext(1, "objects.insert", Fault.loseReply());
        assertThatThrownBy(() -> ours.take(bid)).isInstanceOf(GroundLost.class);

        assertThat(((Claims.Attempt.Held) ours.take(bid)).takenOver()).isFalse();
    }

    @Test
    void whatIsDoneOutlivesAReleasedClaim() {
        Claim claim = held(ours).claim();
        ObjectUrl step = ours.step(JOB, 0, "call", "");
        ours.note(step, JOB, ENDED);
        ours.release(claim);

        held(theirs);
        assertThat(theirs.done(JOB)).containsExactly(step);
        assertThat(theirs.done(OTHER)).isEmpty();
    }

    @Test
    void whatWasNotedBeforeAReplyWasLostIsNotedOnce() {
        ObjectUrl step = ours.step(JOB, 0, "call", "");
        google.gateway().failNext(1, "objects.insert", Fault.loseReply());
        assertThatThrownBy(() -> ours.note(step, JOB, ENDED)).isInstanceOf(GroundLost.class);
        ours.note(step, JOB, ENDED);

        assertThat(ours.done(JOB)).containsExactly(step);
    }

    @Test
    void partsOfOneActionAreNotedApart() {
        ObjectUrl ops = ours.step(JOB, 2, "notify", "#ops");
        ours.note(ops, JOB, ENDED);

        assertThat(ours.done(JOB)).contains(ops).doesNotContain(ours.step(JOB, 2, "notify", "#data"));
        assertThat(ops.toString()).matches("gs://bucket/state/claims/[0-9a-f]{64}/002_notify-[0-9a-f]{16}\\.json");
    }

    @Test
    void anEndedClaimLeavesNothing() {
        Claim claim = held(ours).claim();
        // More than one page of a listing.
        for (int i = 0; i < 3; i++) {
            ours.note(ours.step(JOB, i, "call", ""), JOB, ENDED);
        }
        ours.settle(claim, JOB, Instant.MAX);

        assertThat(google.storage().list("gs://bucket/")).isEmpty();
    }

    @Test
    void aClaimIsNotEndedBeforeWhatIsDoneIsGone() {
        Claim claim = held(ours).claim();
        ours.note(ours.step(JOB, 0, "call", ""), JOB, ENDED);
        google.gateway().failNext(1, "objects.delete", Fault.reset());
        assertThatThrownBy(() -> ours.settle(claim, JOB, Instant.MAX)).isInstanceOf(GroundLost.class);

        assertThat(google.storage().exists(NAMES.claim(JOB).toString())).isTrue();
    }

    @Test
    void nobodyEndsTheClaimOfAnother() {
        Claim claim = held(ours).claim();
        googles.advance(Duration.ofMinutes(2));
        held(theirs);
        ours.settle(claim, JOB, Instant.MAX);

        assertThat(google.storage().exists(NAMES.claim(JOB).toString())).isTrue();
    }
}
