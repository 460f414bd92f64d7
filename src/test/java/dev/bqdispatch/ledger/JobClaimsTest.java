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

    private static ActionName action(String word, int number) {
        return new ActionName(word, "0123456789abcdef", number);
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
        ObjectUrl step = ours.step(JOB, action("call", 0), "");
        ours.note(step, JOB, ENDED);
        ours.release(claim);

        held(theirs);
        assertThat(theirs.done(JOB)).containsExactly(step);
        assertThat(theirs.done(OTHER)).isEmpty();
    }

    @Test
    void whatWasNotedBeforeAReplyWasLostIsNotedOnce() {
        ObjectUrl step = ours.step(JOB, action("call", 0), "");
        google.gateway().failNext(1, "objects.insert", Fault.loseReply());
        assertThatThrownBy(() -> ours.note(step, JOB, ENDED)).isInstanceOf(GroundLost.class);
        ours.note(step, JOB, ENDED);

        assertThat(ours.done(JOB)).containsExactly(step);
    }

    @Test
    void partsOfOneActionAreNotedApart() {
        ObjectUrl ops = ours.step(JOB, action("notify", 2), "#ops");
        ours.note(ops, JOB, ENDED);

        assertThat(ours.done(JOB)).contains(ops).doesNotContain(ours.step(JOB, action("notify", 2), "#data"));
        assertThat(ops.toString())
                .matches("gs://bucket/state/claims/[0-9a-f]{64}/notify_[0-9a-f]{16}_002-[0-9a-f]{16}\\.json");
    }

    @Test
    void whatIsDoneIsKnownAlsoWhereItTakesASecondPage() {
        for (int i = 0; i < 1_001; i++) {
            google.storage().put(ours.step(JOB, action("notify", 0), "#" + i).toString(), "");
        }

        assertThat(ours.done(JOB)).hasSize(1_001);
    }

    @Test
    void whatWasNotedLaterThanTheEntryStays() {
        Claim claim = held(ours).claim();
        ObjectUrl before = ours.step(JOB, action("call", 0), "");
        ObjectUrl after = ours.step(JOB, action("call", 1), "");
        ours.note(before, JOB, ENDED);
        Instant written = googles.instant();
        googles.advance(Duration.ofSeconds(1));
        ours.note(after, JOB, ENDED);
        ours.settle(claim, JOB, written);

        assertThat(google.storage().list("gs://bucket/")).containsExactly(after.toString());
    }

    @Test
    void anEndedClaimLeavesNothing() {
        Claim claim = held(ours).claim();
        for (int i = 0; i < 3; i++) {
            ours.note(ours.step(JOB, action("call", i), ""), JOB, ENDED);
        }
        ours.settle(claim, JOB, Instant.MAX);

        assertThat(google.storage().list("gs://bucket/")).isEmpty();
    }

    @Test
    void aClaimIsNotEndedBeforeWhatIsDoneIsGone() {
        Claim claim = held(ours).claim();
        ours.note(ours.step(JOB, action("call", 0), ""), JOB, ENDED);
        google.gateway()
                .failNext(1, call -> call.is("objects.delete") && call.path().contains("call_"), Fault.reset());
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
