package dev.bqdispatch.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bqdispatch.job.JobRef;
import dev.bqdispatch.job.ObjectUrl;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class NamesTest {
    private static final ObjectUrl TASKS = new ObjectUrl("bucket", "tasks/");
    private static final ObjectUrl LONGEST_FOLDER = new ObjectUrl("bucket", "f".repeat(187) + "/");
    private static final EntryNames JOURNAL = new EntryNames(new ObjectUrl("bucket", "journal"), "acme");
    private static final Instant ENDED = Instant.parse("2026-03-04T23:59:59.999999Z");

    @Test
    void aTaskIsFirstLookedForUnderTheSlashedName() {
        assertThat(TaskNames.candidates(TASKS, job("a--b--dispatch")))
                .extracting(ObjectUrl::toString)
                .containsExactly("gs://bucket/tasks/a/b/dispatch.json", "gs://bucket/tasks/a--b--dispatch.json");
    }

    @Test
    void aTaskWithoutDoubleDashIsLookedForOnce() {
        assertThat(TaskNames.candidates(TASKS, job("mydispatch"))).containsExactly(TASKS.in("mydispatch.json"));
    }

    @Test
    void oddDashesAreReadFromTheLeft() {
        assertThat(ObjectNames.slashed("a---b")).isEqualTo("a/-b");
        assertThat(ObjectNames.slashed("----")).isEqualTo("//");
    }

    @Property
    void aTasksNameTellsTheIdOfTheOneJobWhoseEventLooksThere(@ForAll("jobIds") String id) {
        JobRef job = job(id.substring(0, Math.min(id.length(), 880)) + "dispatch");
        for (ObjectUrl task : TaskNames.candidates(TASKS, job)) {
            assertThat(TaskNames.isReadFor(TASKS, task, job)).isTrue();
            assertThat(TaskNames.jobId(TASKS, task)).contains(job.jobId());
        }
    }

    @Test
    void theNameOfALongIdIsCutAndTellsNothing() {
        JobRef job = job("x".repeat(950) + "dispatch");
        assertThat(TaskNames.jobId(TASKS, TaskNames.of(TASKS, job))).isEmpty();
        assertThat(TaskNames.isReadFor(TASKS, TaskNames.of(TASKS, job), job)).isTrue();
    }

    @Test
    void namesThatNoEventLooksAtTellNothing() {
        for (String name : List.of(
                "",
                ".json",
                "x.json",
                "a-/b/dispatch.json",
                "a--b/dispatch.json",
                "dispatch.yaml",
                "a b/dispatch.json")) {
            assertThat(TaskNames.jobId(TASKS, TASKS.in(name))).as(name).isEmpty();
        }
        assertThat(TaskNames.jobId(TASKS, new ObjectUrl("bucket", "other/dispatch.json")))
                .isEmpty();
        assertThat(TaskNames.jobId(TASKS, new ObjectUrl("other", "tasks/dispatch.json")))
                .isEmpty();
    }

    @Test
    void anOrphanKeepsItsWholePathAndTheSecondOfANameAGeneration() {
        ObjectUrl errors = new ObjectUrl("bucket", "errors/");
        ObjectUrl task = TASKS.in("a/b/dispatch.json");
        assertThat(EntryNames.orphaned(errors, TASKS, task, OptionalLong.empty()))
                .hasToString("gs://bucket/errors/orphaned/a/b/dispatch.json");
        assertThat(EntryNames.orphaned(errors, TASKS, task, OptionalLong.of(7)))
                .hasToString("gs://bucket/errors/orphaned/a/b/dispatch~7.json");
        ObjectUrl longest = TASKS.in("x".repeat(1_000) + ".json");
        assertThat(EntryNames.orphaned(LONGEST_FOLDER, TASKS, longest, OptionalLong.of(Long.MAX_VALUE))
                        .name()
                        .length())
                .isBetween(800, 1024);
    }

    @Test
    void anEntryLiesInTheHourOfTheJobsEnd() {
        assertThat(JOURNAL.candidates(job("a--b"), ENDED).get(0))
                .hasToString("gs://bucket/journal/2026-03-04_23/a/b-job.json");
    }

    @Test
    void theEntryOfAStrangersJobAlwaysHasAHash() {
        List<ObjectUrl> names = JOURNAL.candidates(new JobRef("other", "US", "x"), ENDED);

        assertThat(names).hasSize(1);
        assertThat(names.get(0).name()).matches("journal/2026-03-04_23/x~[0-9a-f]{16}-job\\.json");
    }

    @Test
    void aRetiredTaskKeepsItsWholePathBesideTheEntry() {
        assertThat(JOURNAL.retired(TASKS, TASKS.in("a/b/dispatch.json"), job("a--b--dispatch"), ENDED))
                .hasToString("gs://bucket/journal/2026-03-04_23/a/b/dispatch.json");
    }

    @Test
    void aTaskFromAnotherFolderIsNamedAfterItsJob() {
        ObjectUrl other = new ObjectUrl("bucket", "x.json");

        assertThat(JOURNAL.retired(TASKS, other, job("a--dispatch"), ENDED))
                .hasToString("gs://bucket/journal/2026-03-04_23/a/dispatch.json");
        assertThat(JOURNAL.retired(TASKS, new ObjectUrl("other", "tasks/x.json"), job("a--dispatch"), ENDED))
                .hasToString("gs://bucket/journal/2026-03-04_23/a/dispatch.json");
    }

    @Property(tries = 2000)
    void everyNameOfTheLongestIdsFits(@ForAll("longest") String id) {
        EntryNames longest = new EntryNames(LONGEST_FOLDER, "acme");
        Lineage root = Lineage.ofRoot(job(id));
        JobRef child = new JobRef(
                "other", "EU", root.child(999, "export", "other", "EU", true).toString());

        for (JobRef one : List.of(job(id), child)) {
            assertThat(longest.candidates(one, ENDED)).allMatch(ObjectNames::fits);
            assertThat(TaskNames.candidates(LONGEST_FOLDER, one))
                    .allMatch(ObjectNames::fits)
                    .allMatch(task -> ObjectNames.fits(longest.retired(LONGEST_FOLDER, task, one, ENDED)));
        }
    }

    @Provide
    Arbitrary<String> longest() {
        return Arbitraries.of("-", "--", "a", "---b", "a-", "_dispatch")
                .map(part -> part.repeat(1024).substring(0, 1024));
    }

    @Test
    void twoLongIdsWithTheSameBeginningHaveDifferentNames() {
        String common = "x".repeat(990);

        assertThat(TaskNames.of(TASKS, job(common + "1dispatch")))
                .isNotEqualTo(TaskNames.of(TASKS, job(common + "2dispatch")));
    }

    @Property
    void slashesTurnBackIntoTheSameJobId(@ForAll("jobIds") String id) {
        assertThat(ObjectNames.slashed(id).replace("/", "--")).isEqualTo(id);
    }

    @Property
    void everyNameFitsIntoStorage(@ForAll("jobIds") String id) {
        EntryNames longest = new EntryNames(LONGEST_FOLDER, "acme");

        assertThat(longest.candidates(job(id), ENDED)).allMatch(ObjectNames::fits);
        assertThat(TaskNames.candidates(LONGEST_FOLDER, job(id))).allMatch(ObjectNames::fits);
        assertThat(longest.retired(TASKS, TaskNames.of(TASKS, job(id)), job(id), ENDED))
                .matches(ObjectNames::fits);
    }

    private static JobRef job(String id) {
        return new JobRef("acme", "US", id);
    }

    @Provide
    Arbitrary<String> jobIds() {
        return Arbitraries.strings()
                .withCharRange('a', 'c')
                .withChars("-_0")
                .ofMinLength(1)
                .ofMaxLength(1024);
    }
}
