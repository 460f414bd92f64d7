package dev.bqdispatch.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bqdispatch.job.CompletedJob;
import dev.bqdispatch.job.JobError;
import dev.bqdispatch.job.JobRef;
import dev.bqdispatch.job.JobTimes;
import dev.bqdispatch.job.JobType;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NextAttemptTest {
    private static final Map<String, String> OURS = Map.of(ChildLabels.ROOT, "0a", ChildLabels.STEP, "0b");
    private static final JobError UNSAID = new JobError(13, "", "Try again later");

    @ParameterizedTest
    @CsvSource({
        "r--000_copy--dispatch_nop, r--000_copy_r1--dispatch_nop, 2",
        "r--000-001_query_r1--dispatch_nop, r--000-001_query_r2--dispatch_nop, 3",
        "r--000_copy_r9_p2--dispatch_nop, r--000_copy_r10_p2--dispatch_nop, 11",
        "r--000_copy_r98--dispatch_nop, r--000_copy_r99--dispatch_nop, 100",
    })
    void itIsNamedByTheNextNumberAndRunsInTheSamePlace(String id, String next, int number) {
        NextAttempt attempt = of(id, OURS, UNSAID, 100).orElseThrow();

        assertThat(attempt.ref()).isEqualTo(new JobRef("acme", "EU", next));
        assertThat(attempt.number()).isEqualTo(number);
    }

    @ParameterizedTest
    @CsvSource({"1, 20", "2, 40", "3, 80", "4, 160", "5, 320", "6, 600", "7, 600", "99, 600"})
    void itWaitsTwiceAsLongAsTheOneBeforeUpToTenMinutes(int retry, int seconds) {
        ChildId id = new ChildId("r", List.of(0), "copy", retry, 0, false);

        assertThat(new NextAttempt(id, new JobRef("acme", "EU", id.toString())).delay())
                .isEqualTo(Duration.ofSeconds(seconds));
    }

    @Test
    void attemptsCountTheFirst() {
        assertThat(of("r--000_copy_r3--dispatch_nop", OURS, UNSAID, 5)).isPresent();
        assertThat(of("r--000_copy_r4--dispatch_nop", OURS, UNSAID, 5)).isEmpty();
        assertThat(of("r--000_copy_r99--dispatch_nop", OURS, UNSAID, 100)).isEmpty();
        assertThat(of("r--000_copy--dispatch_nop", OURS, UNSAID, 1)).isEmpty();
    }

    @Test
    void aJobIsOursByItsIdAndItsLabels() {
        assertThat(of("r--000_copy--dispatch_nop", Map.of("team", "x"), UNSAID, 5))
                .isEmpty();
        assertThat(of("r--000_copy--dispatch_nop", Map.of(ChildLabels.ROOT, "0a"), UNSAID, 5))
                .isEmpty();
        assertThat(of("r--copy--dispatch_nop", OURS, UNSAID, 5)).isEmpty();
    }

    @Test
    void whatTheEventSaysOfTheReasonIsBelieved() {
        assertThat(of("r--000_copy--dispatch_nop", OURS, new JobError(0, "backendError", "x"), 5))
                .isPresent();
        assertThat(of("r--000_copy--dispatch_nop", OURS, new JobError(0, "notFound", "x"), 5))
                .isEmpty();
        assertThat(of("r--000_copy--dispatch_nop", OURS, null, 5)).isEmpty();
    }

    @Test
    void aTaskMustBeFoundIfTheIdSaysThatThereIsOne() {
        assertThat(NextAttempt.of(job("r--000_copy--dispatch", OURS, UNSAID), true, 5))
                .isPresent();
        assertThat(NextAttempt.of(job("r--000_copy--dispatch", OURS, UNSAID), false, 5))
                .isEmpty();
    }

    private static Optional<NextAttempt> of(String id, Map<String, String> labels, @Nullable JobError error, int most) {
        return NextAttempt.of(job(id, labels, error), false, most);
    }

    private static CompletedJob job(String id, Map<String, String> labels, @Nullable JobError error) {
        return new CompletedJob(
                new JobRef("acme", "EU", id),
                JobType.COPY,
                null,
                List.of(),
                List.of(),
                List.of(),
                "",
                "",
                labels,
                "",
                error,
                JobTimes.UNKNOWN,
                false,
                Set.of());
    }
}
