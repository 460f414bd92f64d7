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
import dev.bqdispatch.ledger.OnceShelf.Answer;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OnceShelfTest {
    private static final StateNames NAMES = new StateNames(new ObjectUrl("bucket", "state/"));
    private static final String MARKER = NAMES.once("ga4", "d.t").toString();
    private static final JobRef FIRST = job("first");
    private static final JobRef CHILD = job("first--000_copy");
    private static final JobRef SECOND = job("second");

    private final FakeClock googles = new FakeClock(ENDED);
    private StorageOverHttp google;
    private OnceShelf shelf;

    @BeforeEach
    void connect() throws IOException {
        google = new StorageOverHttp(googles);
        shelf = new OnceShelf(google.objects(), NAMES, google.entries());
    }

    @AfterEach
    void disconnect() {
        google.close();
    }

    private Answer take(JobRef job) {
        return shelf.take("ga4", "d.t", job, ENDED);
    }

    private void enter(JobRef job, boolean failed) {
        google.entries().write(job, ENDED, failed, new byte[0]);
    }

    private String holder() {
        return google.storage().object(MARKER).metadata().getOrDefault("job", "");
    }

    @Test
    void theFirstJobOfAValueHasItAndKeepsIt() {
        assertThat(take(FIRST)).isEqualTo(new Answer.Ours(true));
        assertThat(take(FIRST)).isEqualTo(new Answer.Ours(false));
        assertThat(holder()).isEqualTo("acme:US.first");
        assertThat(google.storage().text(MARKER)).contains("\"value\" : \"d.t\"", "acme:US.first");
    }

    @Test
    void anotherJobComesBackUntilTheFirstHasAnEntry() {
        take(FIRST);

        assertThat(take(SECOND)).isEqualTo(new Answer.Open("acme:US.first"));
    }

    @Test
    void aValueThatRanIsGone() {
        take(FIRST);
        enter(FIRST, false);

        assertThat(take(SECOND)).isEqualTo(new Answer.Ran(FIRST));
    }

    @Test
    void aValueIsTakenFromAJobThatFailed() {
        take(FIRST);
        enter(FIRST, true);

        assertThat(take(SECOND)).isEqualTo(new Answer.Ours(true));
        assertThat(holder()).isEqualTo("acme:US.second");
    }

    @Test
    void aJobWhoseFailedDispatchIsReplayedKeepsItMeanwhile() {
        take(FIRST);
        enter(FIRST, true);
        shelf.giveBack("ga4", "d.t", FIRST, FIRST, Instant.MAX);
        googles.advance(Duration.ofHours(1));
        assertThat(take(FIRST)).isEqualTo(new Answer.Ours(true));

        assertThat(take(SECOND)).isEqualTo(new Answer.Open("acme:US.first"));
    }

    @Test
    void whatAReplayTookAnewIsNotGivenBackWithTheEntryBefore() {
        enter(FIRST, true);
        Instant failed = googles.instant();
        googles.advance(Duration.ofHours(1));
        take(FIRST);
        shelf.giveBack("ga4", "d.t", FIRST, FIRST, failed);

        assertThat(take(SECOND)).isEqualTo(new Answer.Open("acme:US.first"));
    }

    @Test
    void valuesAndRoutesAreApart() {
        take(FIRST);

        assertThat(shelf.take("ga4", "d.u", SECOND, ENDED)).isEqualTo(new Answer.Ours(true));
        assertThat(shelf.take("other", "d.t", SECOND, ENDED)).isEqualTo(new Answer.Ours(true));
    }

    @Test
    void itsOwnIsKnownThoughTheReplyWasLost() {
        google.gateway().failNext(1, "objects.insert", Fault.loseReply());
        assertThatThrownBy(() -> take(FIRST)).isInstanceOf(GroundLost.class);

        assertThat(take(FIRST)).isEqualTo(new Answer.Ours(false));
    }

    @Test
    void ofTwoThatTakeItFromAFailedJobOneHasIt() {
        take(FIRST);
        enter(FIRST, true);
        OnceShelf slow =
                new OnceShelf(new Overtaken(google.objects(), () -> take(job("third"))), NAMES, google.entries());

        assertThat(slow.take("ga4", "d.t", SECOND, ENDED)).isEqualTo(new Answer.Open("acme:US.third"));
        assertThat(holder()).isEqualTo("acme:US.third");
    }

    @Test
    void whatIsGivenBackIsTheNexts() {
        take(FIRST);
        shelf.giveBack("ga4", "d.t", FIRST, FIRST, Instant.MAX);
        shelf.giveBack("ga4", "d.t", FIRST, FIRST, Instant.MAX);

        assertThat(google.storage().exists(MARKER)).isFalse();
        assertThat(take(SECOND)).isEqualTo(new Answer.Ours(true));
    }

    @Test
    void whatAChildGaveBackIsTheNextsAndNotItsHoldersAgain() {
        take(FIRST);
        shelf.giveBack("ga4", "d.t", FIRST, CHILD, Instant.MAX);
        shelf.giveBack("ga4", "d.t", FIRST, CHILD, Instant.MAX);

        assertThat(take(FIRST)).isEqualTo(new Answer.Ours(false));
        enter(FIRST, false);
        assertThat(take(SECOND)).isEqualTo(new Answer.Ours(true));
        assertThat(take(job("third"))).isEqualTo(new Answer.Open("acme:US.second"));
    }

    @Test
    void whatIsGivenBackIsKnownThoughTheReplyWasLost() {
        take(FIRST);
        google.gateway().failNext(1, "objects.insert", Fault.loseReply());
        assertThatThrownBy(() -> shelf.giveBack("ga4", "d.t", FIRST, CHILD, Instant.MAX))
                .isInstanceOf(GroundLost.class);
        shelf.giveBack("ga4", "d.t", FIRST, CHILD, Instant.MAX);

        assertThat(google.storage().object(MARKER).metadata()).containsEntry("failed", "acme:US.first--000_copy");
    }

    @Test
    void nobodyGivesBackWhatAnotherHas() {
        take(FIRST);
        shelf.giveBack("ga4", "d.t", SECOND, SECOND, Instant.MAX);
        shelf.giveBack("ga4", "d.t", SECOND, CHILD, Instant.MAX);

        assertThat(holder()).isEqualTo("acme:US.first");
    }

    @Test
    void whatAnotherTakesWhileItIsGivenBackStaysHis() {
        take(FIRST);
        enter(FIRST, true);
        OnceShelf slow = new OnceShelf(new Overtaken(google.objects(), () -> take(SECOND)), NAMES, google.entries());

        slow.giveBack("ga4", "d.t", FIRST, FIRST, Instant.MAX);

        assertThat(holder()).isEqualTo("acme:US.second");
    }

    @Test
    void aMarkerThatNamesNoJobIsNobodysToTake() {
        google.storage().put(MARKER, "{}");

        assertThat(take(FIRST)).isEqualTo(new Answer.Open(""));
    }

    @Test
    void aJobIsReadFromItsIdentityWhateverItsProjectIsCalled() {
        for (String project : new String[] {"acme", "example.com:proj"}) {
            JobRef job = new JobRef(project, "europe-west1", "a-b_c");
            assertThat(JobIdentity.parse(job.toString())).contains(job);
        }
        for (String text : new String[] {"", "acme", "acme:US", "US.a", "acme:US.", "a b:US.x"}) {
            assertThat(JobIdentity.parse(text)).as(text).isEmpty();
        }
    }
}
