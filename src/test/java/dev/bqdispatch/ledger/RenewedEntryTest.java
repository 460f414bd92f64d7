package dev.bqdispatch.ledger;

import static dev.bqdispatch.ledger.StorageOverHttp.ENDED;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bqdispatch.job.JobRef;
import dev.bqdispatch.job.ObjectUrl;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What becomes of the entry of a failed dispatch that is replayed. */
class RenewedEntryTest {
    private static final JobRef JOB = new JobRef("acme", "US", "a");
    private static final String FAILED = "gs://bucket/errors/2026-03-04_05/a-job.json";
    private static final String KEPT = "gs://bucket/errors/2026-03-04_05/a-job.1.json";
    private static final String JOURNAL = "gs://bucket/journal/2026-03-04_05/a-job.json";

    private StorageOverHttp google;
    private EntryShelf shelf;
    private OldEntry old;

    @BeforeEach
    void connect() throws IOException {
        google = new StorageOverHttp();
        shelf = google.entries();
        ObjectUrl url = shelf.write(JOB, ENDED, true, bytes("old"));
        old = new OldEntry(
                url, JOB, ENDED, google.objects().stat(url).orElseThrow().generation(), "old", 1);
    }

    @AfterEach
    void disconnect() {
        google.close();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }

    /** As another replay does that was faster. */
    private void writeAnew() {
        google.objects().put(old.url(), bytes("of another"));
    }

    @Test
    void asLongAsItIsTheOneThatWasReadItDoesNotCount() {
        assertThat(shelf.find(JOB, ENDED, old)).isEmpty();
    }

    @Test
    void oneThatWasWrittenAnewCounts() {
        writeAnew();

        assertThat(shelf.find(JOB, ENDED, old)).contains(true);
    }

    @Test
    void oneOfADispatchThatWentWellCountsMoreThanAny() {
        shelf.write(JOB, ENDED, false, bytes("new"));

        assertThat(shelf.find(JOB, ENDED, old)).contains(false);
    }

    @Test
    void whatFailsAgainIsWrittenOverIt() {
        shelf.renew(old, ENDED, true, bytes("new"));

        assertThat(google.storage().text(FAILED)).isEqualTo("new");
        assertThat(google.storage().text(KEPT)).isEqualTo("old");
        assertThat(shelf.find(JOB, ENDED)).contains(true);
    }

    @Test
    void whatAnotherReplayWroteIsNotWrittenOver() {
        writeAnew();
        shelf.renew(old, ENDED, true, bytes("new"));

        assertThat(google.storage().text(FAILED)).isEqualTo("of another");
        assertThat(google.storage().text(KEPT)).isEqualTo("old");
    }

    @Test
    void whatGoesWellLiesInTheJournalBeforeTheOldOneGoes() {
        shelf.renew(old, ENDED, false, bytes("new"));
        assertThat(google.storage().text(JOURNAL)).isEqualTo("new");
        assertThat(google.storage().text(FAILED)).isEqualTo("old");

        shelf.drop(old);
        assertThat(google.storage().exists(FAILED)).isFalse();
        assertThat(google.storage().text(KEPT)).isEqualTo("old");
    }

    @Test
    void whatAnotherReplayWroteIsNotTakenAway() {
        writeAnew();
        shelf.drop(old);

        assertThat(google.storage().text(FAILED)).isEqualTo("of another");
    }
}
