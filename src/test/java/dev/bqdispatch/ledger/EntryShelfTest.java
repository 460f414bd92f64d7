package dev.bqdispatch.ledger;

import static dev.bqdispatch.ledger.StorageOverHttp.ENDED;
import static dev.bqdispatch.ledger.StorageOverHttp.job;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.protobuf.ByteString;
import dev.bqdispatch.fake.Fault;
import dev.bqdispatch.fault.Failure;
import dev.bqdispatch.fault.GroundLost;
import dev.bqdispatch.job.JobRef;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EntryShelfTest {
    private static final JobRef JOB = job("a--b");
    private static final String PLAIN = "gs://bucket/journal/2026-03-04_05/a/b-job.json";
    private static final String FAILED = "gs://bucket/errors/2026-03-04_05/a/b-job.json";

    private StorageOverHttp google;
    private EntryShelf shelf;

    @BeforeEach
    void connect() throws IOException {
        google = new StorageOverHttp();
        shelf = google.entries();
    }

    @AfterEach
    void disconnect() {
        google.close();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }

    private static String hashed(String folder, JobRef job, String id) {
        return "gs://bucket/" + folder + "/2026-03-04_05/" + id + "~" + new JobIdentity(job).shortHash() + "-job.json";
    }

    @Test
    void aJobWithoutEntryCostsTwoLooks() {
        assertThat(shelf.find(JOB, ENDED)).isEmpty();
        assertThat(google.gateway().calls().countOf("objects.get")).isEqualTo(2);
        assertThat(google.gateway().calls().all()).hasSize(2);
    }

    /** A replay writes the new one there before it takes the old one away. */
    @Test
    void theJournalIsLookedAtLast() {
        shelf.find(JOB, ENDED);
        assertThat(google.gateway().calls().all().get(0).path()).contains("errors");
        assertThat(google.gateway().calls().all().get(1).path()).contains("journal");
    }

    @Test
    void anEntryIsWrittenInOneCallAndFound() {
        shelf.write(JOB, ENDED, false, bytes("{}"));

        assertThat(google.gateway().calls().all()).hasSize(1);
        assertThat(google.storage().object(PLAIN).metadata()).containsEntry("job", "acme:US.a--b");
        assertThat(shelf.find(JOB, ENDED)).contains(false);
    }

    @Test
    void anEntryOfAFailedDispatchLiesUnderErrors() {
        shelf.write(JOB, ENDED, true, bytes("{}"));

        assertThat(google.storage().exists(FAILED)).isTrue();
        assertThat(shelf.find(JOB, ENDED)).contains(true);
    }

    @Test
    void ofTwoEntriesThatOfTheJournalCounts() {
        shelf.write(JOB, ENDED, true, bytes("{}"));
        shelf.write(JOB, ENDED, false, bytes("{}"));

        assertThat(shelf.find(JOB, ENDED)).contains(false);
    }

    @Test
    void theFirstEntryStands() {
        shelf.write(JOB, ENDED, false, bytes("first"));
        shelf.write(JOB, ENDED, false, bytes("second"));

        assertThat(google.storage().text(PLAIN)).isEqualTo("first");
        assertThat(google.storage().list("gs://bucket/")).containsExactly(PLAIN);
    }

    @Test
    void anEntryWhoseReplyWasLostStands() {
        google.gateway().failNext(1, "objects.insert", Fault.loseReply());
        assertThatThrownBy(() -> shelf.write(JOB, ENDED, false, bytes("first"))).isInstanceOf(GroundLost.class);
        shelf.write(JOB, ENDED, false, bytes("second"));

        assertThat(google.storage().text(PLAIN)).isEqualTo("first");
        assertThat(google.storage().list("gs://bucket/")).containsExactly(PLAIN);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void anEntryOfAnotherJobOfThatNameIsNoDuplicate(boolean failed) {
        JobRef other = new JobRef(StorageOverHttp.HOME, "EU", "a--b");
        shelf.write(other, ENDED, failed, bytes("other"));

        assertThat(shelf.find(JOB, ENDED)).isEmpty();
        shelf.write(JOB, ENDED, failed, bytes("mine"));

        assertThat(google.storage().text(failed ? FAILED : PLAIN)).isEqualTo("other");
        assertThat(google.storage().text(hashed(failed ? "errors" : "journal", JOB, "a/b")))
                .isEqualTo("mine");
        assertThat(shelf.find(JOB, ENDED)).contains(failed);
        assertThat(shelf.find(other, ENDED)).contains(failed);
    }

    @Test
    void anObjectOfSomebodyElseIsNoEntry() {
        google.storage().put(PLAIN, "{}");

        assertThat(shelf.find(JOB, ENDED)).isEmpty();
        shelf.write(JOB, ENDED, false, bytes("mine"));
        assertThat(google.storage().text(hashed("journal", JOB, "a/b"))).isEqualTo("mine");
    }

    @Test
    void aJobOfAnotherProjectHasItsHashInTheName() {
        JobRef stranger = new JobRef("other", "US", "x");
        shelf.write(stranger, ENDED, false, bytes("{}"));

        assertThat(google.storage().list("gs://bucket/")).containsExactly(hashed("journal", stranger, "x"));
        assertThat(shelf.find(stranger, ENDED)).contains(false);
        assertThat(shelf.find(job("x"), ENDED)).isEmpty();
    }

    @Test
    void aJobOfTheLongestIdHasAnEntryToo() {
        JobRef one = job("x".repeat(1023) + "1");
        JobRef two = job("x".repeat(1023) + "2");
        shelf.write(one, ENDED, false, bytes("one"));

        assertThat(shelf.find(one, ENDED)).contains(false);
        assertThat(shelf.find(two, ENDED)).isEmpty();
    }

    private boolean isListedAsEntry() {
        return shelf.list(false, ENDED, null).objects().stream()
                .anyMatch(object -> shelf.isEntry(false, object, JOB, ENDED));
    }

    @Test
    void anEntryIsKnownInAList() {
        shelf.write(JOB, ENDED, false, bytes("{}"));

        assertThat(isListedAsEntry()).isTrue();
    }

    @Test
    void anEntryOfAnotherJobIsNotTakenForItInAList() {
        shelf.write(new JobRef(StorageOverHttp.HOME, "EU", "a--b"), ENDED, false, bytes("{}"));

        assertThat(isListedAsEntry()).isFalse();
    }

    /** As what is kept of an earlier entry has. */
    @Test
    void anObjectOfAnotherNameWithItsOwnerIsNotTakenForItInAList() {
        google.storage().put(PLAIN.replace("-job", "-job.1"), ByteString.EMPTY, Map.of("job", "acme:US.a--b"));

        assertThat(isListedAsEntry()).isFalse();
    }

    @Test
    void aFolderThatCantBeReadIsLostGround() {
        google.gateway().failNext(1, call -> call.path().contains("journal"), Fault.status(403, "forbidden"));
        GroundLost journal = catchThrowableOfType(GroundLost.class, () -> shelf.find(JOB, ENDED));
        google.gateway().failNext(1, call -> call.path().contains("errors"), Fault.status(503, "backendError"));
        GroundLost errors = catchThrowableOfType(GroundLost.class, () -> shelf.find(JOB, ENDED));

        assertThat(journal.place()).isEqualTo("gs://bucket/journal/");
        assertThat(journal.failure().kind()).isEqualTo(Failure.Kind.PERMANENT);
        assertThat(errors.place()).isEqualTo("gs://bucket/errors/");
        assertThat(errors.failure().isTransient()).isTrue();
    }

    @Test
    void aFolderThatCantBeWrittenIsLostGround() {
        google.gateway().failNext(1, "objects.insert", Fault.reset());
        GroundLost lost = catchThrowableOfType(GroundLost.class, () -> shelf.write(JOB, ENDED, true, bytes("{}")));

        assertThat(lost.place()).isEqualTo("gs://bucket/errors/");
        assertThat(google.storage().list("gs://bucket/")).isEmpty();
    }
}
