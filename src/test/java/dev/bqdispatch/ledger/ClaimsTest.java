package dev.bqdispatch.ledger;

import static dev.bqdispatch.ledger.StorageOverHttp.job;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bqdispatch.fake.FakeClock;
import dev.bqdispatch.fake.Fault;
import dev.bqdispatch.fault.GroundLost;
import dev.bqdispatch.job.ObjectUrl;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ClaimsTest {
    private static final StateNames NAMES = new StateNames(new ObjectUrl("bucket", "state/"));
    private static final ObjectUrl NAME = NAMES.claim(job("a"));
    private static final Map<String, String> ABOUT = Map.of("job", "acme:US.a");
    private static final Duration LEASE = Duration.ofSeconds(60);
    private static final Duration SHORT = Duration.ofSeconds(10);

    private final FakeClock googles = new FakeClock(Instant.parse("2026-03-04T05:06:07Z"));
    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 5);
    private final AtomicInteger tokens = new AtomicInteger();
    private StorageOverHttp google;
    private Claims ours;
    private Claims theirs;

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

    private Claims claims() {
        ServerClock clock = new ServerClock(google.objects(), NAMES, nanos::get, this::token);
        return new Claims(google.objects(), NAMES, clock, nanos::get, this::token);
    }

    private String token() {
        return "token" + tokens.incrementAndGet();
    }

    private void pass(Duration time) {
        googles.advance(time);
        nanos.addAndGet(time.toNanos());
    }

    private static Claim held(Claims claims) {
        return held(claims, claims.bid(NAME, ABOUT, LEASE));
    }

    private static Claim held(Claims claims, Claim.Bid bid) {
        Claims.Attempt attempt = claims.take(bid);
        assertThat(attempt).isInstanceOf(Claims.Attempt.Held.class);
        return ((Claims.Attempt.Held) attempt).claim();
    }

    private static Claims.Attempt.Live refused(Claims claims) {
        Claims.Attempt attempt = claims.take(claims.bid(NAME, ABOUT, LEASE));
        assertThat(attempt).isInstanceOf(Claims.Attempt.Live.class);
        return (Claims.Attempt.Live) attempt;
    }

    private String ownerThere() {
        return String.valueOf(
                google.storage().object(NAME.toString()).metadata().get("owner"));
    }

    @Test
    void aClaimThatNobodyHasIsTakenInOneCall() {
        held(ours);

        assertThat(google.gateway().calls().all()).hasSize(1);
        assertThat(google.storage().object(NAME.toString()).metadata())
                .containsEntry("job", "acme:US.a")
                .containsEntry("owner", "token1")
                .containsEntry("lease-ms", "60000");
    }

    @Test
    void aLiveClaimIsRefusedWithWhatIsLeftOfIt() {
        held(ours);
        pass(Duration.ofSeconds(20));

        Claims.Attempt.Live live = refused(theirs);

        assertThat(live.left()).isEqualTo(Duration.ofSeconds(40));
        assertThat(live.about()).containsEntry("job", "acme:US.a");
        assertThat(ownerThere()).isEqualTo("token1");
    }

    @Test
    void aClaimWhoseTimeIsUpIsTakenOver() {
        held(ours);
        pass(LEASE);

        Claim claim = held(theirs);

        assertThat(ownerThere()).isEqualTo(claim.bid().owner());
    }

    @Test
    void ofTwoThatTakeOverOneClaimOneHasIt() {
        held(ours);
        pass(LEASE);
        Claims.Attempt[] raced = new Claims.Attempt[1];
        Claims third = claims();
        // Between its look and its write, somebody else is quicker.
        Claims slow = new Claims(
                new Overtaken(google.objects(), () -> raced[0] = third.take(third.bid(NAME, ABOUT, LEASE))),
                NAMES,
                new ServerClock(google.objects(), NAMES, nanos::get, this::token),
                nanos::get,
                this::token);

        refused(slow);

        assertThat(raced[0]).isInstanceOf(Claims.Attempt.Held.class);
    }

    @Test
    void theOtherClocksOfTwoReplicasDoNotMatter() {
        held(ours);
        // Only Cloud Storage's time has passed, as if their own clocks stood still or had never been set.
        googles.advance(LEASE.plusSeconds(1));

        held(theirs);
    }

    @Test
    void itsOwnIsKnownThoughTheReplyWasLost() {
        Claim.Bid bid = ours.bid(NAME, ABOUT, LEASE);
        google.gateway().failNext(1, "objects.insert", Fault.loseReply());
        assertThatThrownBy(() -> ours.take(bid)).isInstanceOf(GroundLost.class);

        Claim claim = held(ours, bid);

        assertThat(ownerThere()).isEqualTo(bid.owner());
        assertThat(ours.confirm(claim, SHORT)).isPresent();
    }

    @Test
    void aTakeOverIsKnownThoughTheReplyWasLost() {
        held(ours);
        pass(LEASE);
        Claim.Bid bid = theirs.bid(NAME, ABOUT, LEASE);
        // The first insert is refused, since there is a claim; the second one takes it over.
        google.gateway().failNext(1, call -> call.path().contains("upload") && !isFirst(), Fault.loseReply());
        assertThatThrownBy(() -> theirs.take(bid)).isInstanceOf(GroundLost.class);

        held(theirs, bid);

        assertThat(ownerThere()).isEqualTo(bid.owner());
    }

    private boolean isFirst() {
        return google.gateway().calls().countOf("objects.insert") < 3;
    }

    @Test
    void aClaimOfWhichEnoughIsLeftIsConfirmedByOneLook() {
        Claim claim = held(ours);
        google.gateway().calls().clear();

        assertThat(ours.confirm(claim, SHORT)).contains(claim);

        assertThat(google.gateway().calls().all()).hasSize(1);
    }

    @Test
    void aClaimIsCountedFromBeforeItsWriteWasSent() {
        held(theirs);
        pass(LEASE);
        ServerClock clock = new ServerClock(google.objects(), NAMES, nanos::get, this::token);
        Objects slow = new Overtaken(google.objects(), () -> pass(Duration.ofSeconds(55)));
        Claim claim = held(new Claims(slow, NAMES, clock, nanos::get, this::token));

        Claim confirmed = ours.confirm(claim, SHORT).orElseThrow();

        assertThat(confirmed.generation()).isNotEqualTo(claim.generation());
    }

    @Test
    void aClaimThatDoesNotSayHowLongItLastsIsNobodys() {
        google.storage().put(NAME.toString(), "{}");

        held(ours);
    }

    @Test
    void aClaimOfWhichTooLittleIsLeftIsRenewed() {
        Claim claim = held(ours);
        pass(Duration.ofSeconds(55));

        Claim renewed = ours.confirm(claim, SHORT).orElseThrow();

        assertThat(renewed.generation()).isNotEqualTo(claim.generation());
        pass(Duration.ofSeconds(50));
        assertThat(refused(theirs).left()).isEqualTo(SHORT);
    }

    @Test
    void aClaimIsRenewedForAsLongAsWasAsked() {
        Claim claim = held(ours);

        ours.confirm(claim, Duration.ofMinutes(10));

        pass(Duration.ofMinutes(10));
        refused(theirs);
    }

    @Test
    void aClaimThatWasTakenOverIsNotConfirmed() {
        Claim claim = held(ours);
        pass(LEASE);
        held(theirs);

        assertThat(ours.confirm(claim, SHORT)).isEmpty();
    }

    @Test
    void aClaimThatIsGoneIsNotConfirmed() {
        Claim claim = held(ours);
        google.storage().remove(NAME.toString());

        assertThat(ours.confirm(claim, SHORT)).isEmpty();
    }

    @Test
    void aRenewalIsKnownThoughTheReplyWasLost() {
        Claim claim = held(ours);
        pass(Duration.ofSeconds(55));
        google.gateway().failNext(1, "objects.insert", Fault.loseReply());
        assertThatThrownBy(() -> ours.confirm(claim, SHORT)).isInstanceOf(GroundLost.class);

        assertThat(ours.confirm(claim, SHORT)).isPresent();
    }

    @Test
    void aReleasedClaimIsAnybodys() {
        ours.release(held(ours));

        held(theirs);
    }

    @Test
    void nobodyReleasesWhatIsAnothers() {
        Claim claim = held(ours);
        pass(LEASE);
        Claim other = held(theirs);

        ours.release(claim);

        assertThat(ownerThere()).isEqualTo(other.bid().owner());
    }

    @Test
    void aClaimIsReleasedThoughTheReplyToItsRenewalWasLost() {
        Claim claim = held(ours);
        pass(Duration.ofSeconds(55));
        google.gateway().failNext(1, "objects.insert", Fault.loseReply());
        assertThatThrownBy(() -> ours.confirm(claim, SHORT)).isInstanceOf(GroundLost.class);

        ours.release(claim);

        assertThat(google.storage().exists(NAME.toString())).isFalse();
    }

    @Test
    void lookingAtTheClockLeavesNothingBehind() {
        held(ours);

        refused(theirs);

        assertThat(google.storage().list("gs://bucket/")).containsExactly(NAME.toString());
    }

    @Test
    void theClockIsLookedAtOnceInTenMinutes() {
        held(ours);
        refused(theirs);
        google.gateway().calls().clear();
        pass(Duration.ofSeconds(5));

        assertThat(refused(theirs).left()).isEqualTo(LEASE.minusSeconds(5));

        // The try itself and a look at who has it.
        assertThat(google.gateway().calls().all()).hasSize(2);
    }

    @Test
    void theClockIsLookedAtAgainAfterTenMinutes() {
        held(ours, ours.bid(NAME, ABOUT, Duration.ofHours(1)));
        refused(theirs);
        google.gateway().calls().clear();
        pass(Duration.ofMinutes(10).plusSeconds(1));

        assertThat(refused(theirs).left()).isEqualTo(Duration.ofMinutes(50).minusSeconds(1));

        // The two, and an object written and deleted.
        assertThat(google.gateway().calls().all()).hasSize(4);
    }

    @Test
    void whoeverWroteLatelyNeedNotLookAtTheClock() {
        held(theirs, theirs.bid(NAMES.claim(job("b")), ABOUT, LEASE));
        held(ours);
        google.gateway().calls().clear();

        refused(theirs);

        assertThat(google.gateway().calls().all()).hasSize(2);
    }

    @Test
    void namesStayInTheirFolder() {
        assertThat(NAMES.once("../x", "y").toString())
                .matches("gs://bucket/state/once/~[0-9a-f]{64}/[0-9a-f]{64}.json");
        assertThat(NAMES.once("orders v1.0", "y").toString())
                .matches("gs://bucket/state/once/orders v1.0/[0-9a-f]{64}.json");
        assertThat(NAMES.step(job("a"), new ActionName("notify", "0123456789abcdef", 0), "#ops")
                        .toString())
                .startsWith(NAMES.steps(job("a")).toString())
                .matches(".*/notify_0123456789abcdef_000-[0-9a-f]{16}.json");
    }
}
