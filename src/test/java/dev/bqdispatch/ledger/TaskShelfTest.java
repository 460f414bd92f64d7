package dev.bqdispatch.ledger;

import static dev.bqdispatch.ledger.StorageOverHttp.ENDED;
import static dev.bqdispatch.ledger.StorageOverHttp.ERRORS;
import static dev.bqdispatch.ledger.StorageOverHttp.HOUR;
import static dev.bqdispatch.ledger.StorageOverHttp.JOURNAL;
import static dev.bqdispatch.ledger.StorageOverHttp.TASKS;
import static dev.bqdispatch.ledger.StorageOverHttp.job;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.bqdispatch.fake.Fault;
import dev.bqdispatch.fault.CallFailed;
import dev.bqdispatch.fault.GroundLost;
import dev.bqdispatch.job.JobRef;
import dev.bqdispatch.job.ObjectUrl;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TaskShelfTest {
    private static final JobRef JOB = job("a--b---dispatch");
    private static final ObjectUrl TASK = TASKS.in("a/b/-dispatch.json");
    private static final ObjectUrl RETIRED = JOURNAL.in(HOUR + "a/b/-dispatch.json");
    private static final ObjectUrl ELSEWHERE = new ObjectUrl("other", "t.json");
    private static final EntryNames NAMES = new EntryNames(JOURNAL, StorageOverHttp.HOME);

    private StorageOverHttp google;
    private TaskShelf shelf;

    @BeforeEach
    void connect() throws IOException {
        google = new StorageOverHttp();
        shelf = google.tasks();
    }

    @AfterEach
    void disconnect() {
        google.close();
    }

    private long put(ObjectUrl task, String text) {
        return google.storage().put(task.toString(), text).generation();
    }

    private boolean exists(ObjectUrl object) {
        return google.storage().exists(object.toString());
    }

    @Test
    void aTaskIsWrittenOnceAndReadWithItsGeneration() {
        long generation = shelf.create(TASK, "first".getBytes(UTF_8)).orElseThrow();

        assertThat(shelf.create(TASK, "second".getBytes(UTF_8))).isEmpty();
        assertThat(shelf.read(TASK)).contains(new Objects.Content("first", generation));
        assertThat(shelf.read(TASKS.in("none.json"))).isEmpty();
    }

    @Test
    void anOrphanLiesUnderTheErrorsAndSaysWhy() {
        ObjectUrl moved = shelf.orphan(TASK, put(TASK, "task"), "task", "its job is nowhere", ERRORS);

        assertThat(moved).isEqualTo(ERRORS.in("orphaned/a/b/-dispatch.json"));
        assertThat(google.storage().object(moved.toString()).metadata()).containsEntry("reason", "its job is nowhere");
        assertThat(exists(TASK)).isFalse();
    }

    @Test
    void theSecondOrphanOfANameIsKeptBesideTheFirst() {
        google.storage().put("gs://bucket/errors/orphaned/a/dispatch.json", "first");
        google.storage().put("gs://bucket/tasks/a/dispatch.json", "second");
        ObjectUrl task = new ObjectUrl("bucket", "tasks/a/dispatch.json");
        long generation = shelf.read(task).orElseThrow().generation();

        ObjectUrl second = shelf.orphan(task, generation, "second", "why", StorageOverHttp.ERRORS);

        assertThat(google.storage().text("gs://bucket/errors/orphaned/a/dispatch.json"))
                .isEqualTo("first");
        assertThat(google.storage().text(second.toString())).isEqualTo("second");
    }

    @Test
    void aMoveThatACrashCutShortIsBroughtToItsEnd() {
        long generation = put(TASK, "task");
        google.gateway().failNext(1, "objects.delete", Fault.status(403, "forbidden"));
        assertThat(catchThrowableOfType(GroundLost.class, () -> shelf.orphan(TASK, generation, "task", "why", ERRORS)))
                .isNotNull();
        assertThat(exists(TASK)).isTrue();

        ObjectUrl moved = shelf.orphan(TASK, generation, "task", "why", ERRORS);

        assertThat(google.storage().list("gs://bucket/errors/")).containsExactly(moved.toString());
        assertThat(exists(TASK)).isFalse();
    }

    @Test
    void aTaskThatWasWrittenAnewMeanwhileIsNotTakenAlong() {
        long read = put(TASK, "old");
        put(TASK, "new");

        shelf.orphan(TASK, read, "old", "why", ERRORS);

        assertThat(google.storage().text(TASK.toString())).isEqualTo("new");
    }

    @Test
    void aRetiredTaskLiesBesideTheEntryUnderItsWholePath() {
        shelf.retire(TASK, put(TASK, "task"), JOB, ENDED, NAMES, null);

        assertThat(google.storage().text(RETIRED.toString())).isEqualTo("task");
        assertThat(exists(TASK)).isFalse();
    }

    @Test
    void retiringTwiceIsFine() {
        long generation = put(TASK, "task");
        shelf.retire(TASK, generation, JOB, ENDED, NAMES, null);
        shelf.retire(TASK, generation, JOB, ENDED, NAMES, null);

        assertThat(google.storage().list("gs://bucket/")).containsExactly(RETIRED.toString());
    }

    @Test
    void retiringGoesOnWhereItWasInterrupted() {
        long generation = put(TASK, "task");
        google.gateway().failNext(1, "objects.delete", Fault.reset());
        GroundLost lost =
                catchThrowableOfType(GroundLost.class, () -> shelf.retire(TASK, generation, JOB, ENDED, NAMES, null));
        assertThat(lost.place()).isEqualTo("gs://bucket/tasks/");
        shelf.retire(TASK, generation, JOB, ENDED, NAMES, null);

        assertThat(google.storage().list("gs://bucket/")).containsExactly(RETIRED.toString());
    }

    @Test
    void aNewerTaskOfThatNameIsLeftAlone() {
        long read = put(TASK, "old");
        put(TASK, "new");
        shelf.retire(TASK, read, JOB, ENDED, NAMES, null);
        shelf.delete(TASK, read);

        assertThat(google.storage().text(TASK.toString())).isEqualTo("new");
        assertThat(exists(RETIRED)).isFalse();
    }

    @Test
    void aTaskWithASecretIsKeptRedacted() {
        long generation = put(TASK, "secret");
        shelf.retire(TASK, generation, JOB, ENDED, NAMES, "redacted".getBytes(UTF_8));
        shelf.retire(TASK, generation, JOB, ENDED, NAMES, "redacted".getBytes(UTF_8));

        assertThat(google.storage().text(RETIRED.toString())).isEqualTo("redacted");
        assertThat(exists(TASK)).isFalse();
    }

    @Test
    void aRedactedCopyThatCantBeWrittenKeepsTheTask() {
        long generation = put(TASK, "secret");
        google.gateway().failNext(1, "objects.insert", Fault.status(403, "forbidden"));
        GroundLost lost = catchThrowableOfType(
                GroundLost.class, () -> shelf.retire(TASK, generation, JOB, ENDED, NAMES, new byte[0]));

        assertThat(lost.place()).isEqualTo("gs://bucket/journal/");
        assertThat(exists(TASK)).isTrue();
    }

    @Test
    void aTaskFromAnotherFolderIsRetiredUnderItsJobsName() {
        shelf.retire(ELSEWHERE, put(ELSEWHERE, "task"), JOB, ENDED, NAMES, null);

        assertThat(google.storage().text(RETIRED.toString())).isEqualTo("task");
        assertThat(exists(ELSEWHERE)).isFalse();
    }

    @Test
    void aTaskOfTheLongestIdIsWrittenReadAndRetired() {
        JobRef longest = job("x--".repeat(338) + "__dispatch");
        ObjectUrl task = TaskNames.of(TASKS, longest);
        long generation = shelf.create(task, "task".getBytes(UTF_8)).orElseThrow();
        shelf.retire(task, generation, longest, ENDED, NAMES, null);

        assertThat(google.storage().list("gs://bucket/"))
                .singleElement()
                .asString()
                .startsWith("gs://bucket/journal/" + HOUR + "x/x/");
    }

    @Test
    void theConfiguredFolderThatCantBeHadIsLostGround() {
        google.gateway().failNext(1, "objects.get.media", Fault.status(403, "forbidden"));
        GroundLost read = catchThrowableOfType(GroundLost.class, () -> shelf.read(TASK));
        google.gateway().failNext(1, "objects.insert", Fault.status(503, "backendError"));
        GroundLost written = catchThrowableOfType(GroundLost.class, () -> shelf.create(TASK, new byte[0]));

        assertThat(read.place()).isEqualTo("gs://bucket/tasks/");
        assertThat(written.place()).isEqualTo("gs://bucket/tasks/");
        assertThat(written.failure().isTransient()).isTrue();
    }

    @Test
    void aFolderThatATaskNamesItselfIsTheTasksBusiness() {
        google.gateway().failNext(1, "objects.insert", Fault.status(403, "forbidden"));
        CallFailed failed = catchThrowableOfType(CallFailed.class, () -> shelf.create(ELSEWHERE, new byte[0]));

        assertThat(failed.failure().reason()).isEqualTo("forbidden");
    }
}
