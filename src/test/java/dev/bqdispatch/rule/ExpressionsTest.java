package dev.bqdispatch.rule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bqdispatch.job.CompletedJob;
import dev.bqdispatch.job.JobTimes;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExpressionsTest {
    private static String expand(CompletedJob job, String text) {
        return Expressions.of(job, "chain", Map.of("day", "20240102")).expand(text);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            quoteCharacter = '`',
            value = {
                "$JobID|query",
                "${JobID}x|queryx",
                "$ChainID|chain",
                "$ProjectID:$Location|p:EU",
                "$JobType|QUERY",
                "$User|ann@example.com",
                "$Dest|p:d.t_20240102",
                "$DestTable|d.t_20240102",
                "$SourceTable|",
                "$Source|SELECT  1  -- x",
                "$Date_x|$Date_x",
                "${Date}_$Hour|20240102_23",
                "$day/${day}|20240102/20240102",
                "$Error|",
                "$$JobID|$JobID",
                "$$$JobID|$query",
                "$DollarSign$DollarSign|$$",
                "100$|100$",
                "t$20240102|t$20240102",
                "$jobid $Unknown ${Unknown}|$jobid $Unknown ${Unknown}",
            })
    void standForWhatTheJobSays(String pair) {
        String[] both = pair.split("\\|", -1);

        assertThat(expand(Jobs.query("SELECT\n\n1\r\n -- x"), both[0])).isEqualTo(both[1]);
    }

    @Test
    void anErrorIsToldAsASentence() {
        assertThat(expand(Jobs.failedQuery("no such table"), "$Error!")).isEqualTo("failed to run job: no such table!");
    }

    @Test
    void tablesAndUrisOfOtherJobsAreTold() {
        assertThat(expand(Jobs.copy(Jobs.SOURCE), "$SourceTable $Source")).isEqualTo("src.s p:src.s");
        assertThat(expand(Jobs.load("gs://a/1", "gs://a/2"), "$URLs $LoadURIs $Source"))
                .isEqualTo("gs://a/1,gs://a/2 gs://a/1,gs://a/2 gs://a/1,gs://a/2");
        assertThat(expand(Jobs.extract("gs://a/1"), "$Dest $DestTable $SourceTable"))
                .isEqualTo("gs://a/1  src.s");
    }

    @ParameterizedTest
    @CsvSource({
        "evt_7--dispatch, evt_7",
        "proj--x--evt_7--dispatch, evt_7",
        "evt_7-dispatch, evt_7-dispatch",
        "--dispatch, --dispatch",
        "job_1, job_1",
        "a--000_copy--dispatch_nop, a--000_copy--dispatch_nop",
    })
    void theEventIdIsTheElementBeforeDispatch(String jobId, String eventId) {
        assertThat(expand(Jobs.named(jobId), "$EventID")).isEqualTo(eventId);
    }

    @Test
    void withoutAnEndTheCreationTellsTheHour() {
        CompletedJob job = Jobs.query("x");
        CompletedJob unended = new CompletedJob(
                job.ref(),
                job.type(),
                null,
                job.destinationUris(),
                job.sourceTables(),
                job.sourceUris(),
                "",
                "",
                Map.of(),
                "",
                null,
                new JobTimes(Instant.parse("2024-03-04T05:06:07Z"), null, null),
                false,
                Set.of());

        assertThat(expand(unended, "$Date$Hour")).isEqualTo("2024030405");
    }

    @Test
    void aGroupWinsOverABuiltInButNeverOverTheDollar() {
        Expressions expressions = Expressions.of(Jobs.query("x"), "c", Map.of("JobID", "mine", "DollarSign", "no"));

        assertThat(expressions.expand("$JobID $DollarSign")).isEqualTo("mine $");
    }

    @Test
    void aGroupNamedLikeTheListOfUrisIsNoList() {
        Expressions expressions = Expressions.of(Jobs.load("gs://a/1", "gs://a/2"), "c", Map.of("URLs", "mine"));

        assertThat(expressions.expand(Documents.node("{'URLs': ['$URLs', '$LoadURIs']}")))
                .hasToString("{\"URLs\":[\"mine\",\"gs://a/1\",\"gs://a/2\"]}");
        assertThat(expressions.expand(Documents.node("{'URLs': '${URLs}'}"))).hasToString("{\"URLs\":\"mine\"}");
    }

    @Test
    void keysAndNumbersAreLeftAlone() {
        assertThat(Expressions.of(Jobs.query("x"), "c", Map.of())
                        .expand(Documents.node("{'$JobID': [1, true, null, {'a': '$JobID'}]}")))
                .hasToString("{\"$JobID\":[1,true,null,{\"a\":\"query\"}]}");
    }

    @Test
    void everyBuiltInNameHasAValueAndNoOther() {
        assertThat(JobValues.of(Jobs.query("x"), "c")).containsOnlyKeys(JobValues.NAMES);
    }
}
