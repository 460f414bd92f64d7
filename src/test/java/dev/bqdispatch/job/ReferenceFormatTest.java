package dev.bqdispatch.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReferenceFormatTest {

    @ParameterizedTest
    @CsvSource({
        "plain, acme-data:dag_hourly_events--load_raw--2026-03-14T05--dispatch, 9264120375518264",
        "located, acme-data:asia-northeast1.tokyo_daily_rollup_20260314, 9264120375518265",
        "background, acme-data:bquxjob_5d1f2a3b_19a0c4e7f21, 70172329041928",
        "background-string, acme-data:bquxjob_5d1f2a3b_19a0c4e7f21, 70172329041929",
        "background-flat, example.com:ledger:copy_ledger_20260314, 70172329041930"
    })
    void namesAJobAndItsEvent(String fixture, String pointer, String eventId) {
        Decoded.Referenced found = Fixtures.referenced(Fixtures.bytes("reference/" + fixture + ".c"));

        assertThat(found.pointer()).hasToString(pointer);
        assertThat(found.eventId()).isEqualTo(eventId);
        assertThat(found.format()).isEqualTo(EventFormat.C);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"ProjectID\": \"p\", \"JobID\": \"j\", \"EventID\": \"e\"}",
                "{\"projectid\": \"p\", \"JOBID\": \"j\", \"eventId\": \"e\", \"more\": {}}",
                "{\"projectId\": \"p\", \"jobId\": \"j\", \"EVENTID\": \"e\", \"Location\": null}",
                "{\"context\": {\"eventId\": \"e\", \"resource\": {\"name\": \"projects/p/jobs/j\"}}}",
                "{\"eventId\": \"e\", \"resource\": {\"name\": \"//bigquery.googleapis.com/projects/p/jobs/j\"}}"
            })
    void isKnownInEverySpelling(String text) {
        assertThat(Fixtures.decode(text))
                .isEqualTo(new Decoded.Referenced(new JobPointer("p", "j", null), EventFormat.C, "e"));
    }

    @Test
    void theEventNeedsNoId() {
        assertThat(Fixtures.decode("{\"ProjectID\": \"p\", \"JobID\": \"j\"}"))
                .isEqualTo(new Decoded.Referenced(new JobPointer("p", "j", null), EventFormat.C, null));
    }

    @Test
    void aLocationIsWrittenAsInJ() {
        assertThat(Fixtures.decode("{\"ProjectID\": \"p\", \"JobID\": \"j\", \"Location\": \"eu\"}"))
                .isEqualTo(new Decoded.Referenced(new JobPointer("p", "j", "EU"), EventFormat.C, null));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"JobID\": \"j\"}",
                "{\"ProjectID\": \"p\", \"JobID\": null}",
                "{\"context\": {\"resource\": {\"name\": \"projects/_/buckets/b/objects/o\"}}}",
                "{\"context\": {\"resource\": {\"service\": \"ml.googleapis.com\", \"name\": \"projects/p/jobs/j\"}}}",
                "{\"resource\": \"projects/p/locations/us/jobs/j\"}",
                "{\"resource\": \"projects/p/topics/t\", \"data\": {\"data\": \"e30=\"}}",
                "{\"context\": \"x\", \"resource\": 5}"
            })
    void whatNamesNoJobOfBigQueryIsIgnored(String text) {
        assertThat(Fixtures.decode(text)).isInstanceOf(Decoded.Ignored.class);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"ProjectID": "p", "JobID": "../x"}                       | $: job ID is not one of BigQuery's: '../x'
            {"ProjectID": "p", "JobID": ""}                           | $: job ID is not one of BigQuery's: ''
            {"ProjectID": "P!", "JobID": "j"}                         | $: project is not one of BigQuery's: 'P!'
            {"ProjectID": "p", "JobID": 7}                            | $.JobID: expected a string, found a value of type number
            {"ProjectID": "p", "JobID": "j", "Location": []}          | $.Location: expected a string, found a value of type array
            {"ProjectID": "p", "JobID": "j", "jobId": "k"}            | $: has both JobID and jobId
            {"context": {"resource": {"name": "projects/p/jobs/a b"}}} | $.context: job ID is not one of BigQuery's: 'a b'
            """)
    void aReferenceToWhatCanBeNoJobIsInvalidAndSaysWhy(String text, String reason) {
        assertThat(Fixtures.invalid(text.getBytes(StandardCharsets.UTF_8))).isEqualTo(reason);
    }
}
