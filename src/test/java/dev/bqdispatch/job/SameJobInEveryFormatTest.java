package dev.bqdispatch.job;

import static dev.bqdispatch.job.Fixtures.bytes;
import static dev.bqdispatch.job.Fixtures.finished;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class SameJobInEveryFormatTest {
    static Stream<String> jobs() {
        return Fixtures.JOBS.stream();
    }

    static Stream<String> logEntries() {
        return Fixtures.JOBS.stream().flatMap(job -> Stream.of(job + ".a", job + ".b"));
    }

    @ParameterizedTest
    @MethodSource("jobs")
    void tellsEqualFacts(String name) {
        List<Object> facts = facts(Fixtures.job(name + ".d"));
        assertThat(facts(Fixtures.job(name + ".a"))).isEqualTo(facts);
        assertThat(facts(Fixtures.job(name + ".b"))).isEqualTo(facts);
    }

    @ParameterizedTest
    @MethodSource("jobs")
    void tellsItsFormat(String name) {
        assertThat(Stream.of("a", "b", "d")
                        .map(format -> finished(bytes(name + "." + format)).format()))
                .containsExactly(EventFormat.A, EventFormat.B, EventFormat.D);
    }

    @ParameterizedTest
    @MethodSource("logEntries")
    void isTheSameJobWhenItsResourceIsReadAgain(String name) {
        Decoded.Finished finished = finished(bytes(name));
        CompletedJob again =
                Fixtures.job(Fixtures.bytes((JsonNode) finished.resource().get()));
        assertThat(facts(again)).isEqualTo(facts(finished.job()));
    }

    /** Expected by hand: that three readings agree would not show that they are right. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            query         | QUERY   | acme-data:mart.orders$20260314 | SELECT o.id, o.total FROM `acme-data.raw.orders` AS o WHERE o.day = '2026-03-14' | false
            query-failed  | QUERY   | ''                             | SELECT * FROM `acme-data.raw.no_such_table` | true
            load          | LOAD    | acme-data:raw.events           | gs://acme-landing/events/2026-03-14/part-0.json,gs://acme-landing/events/2026-03-14/part-1.json | false
            load-failed   | LOAD    | acme-data:raw.events           | gs://acme-landing/events/2026-03-14/broken.json | true
            extract       | EXTRACT | gs://acme-exports/orders/2026-03-14-*.avro,gs://acme-mirror/orders/2026-03-14-*.avro | acme-data:mart.orders | false
            copy          | COPY    | acme-reporting:finance.orders_all | acme-data:mart.orders,acme-legacy:mart.orders_2025 | false
            copy-failed   | COPY    | acme-reporting:finance.orders_old | acme-data:mart.orders_old | true
            domain-scoped | COPY    | example.com:ledger:books.entries_copy | example.com:ledger:books.entries | false
            """)
    void isReadAsWritten(String name, JobType type, String destination, String source, boolean failed) {
        CompletedJob job = Fixtures.job(name + ".a");
        assertThat(job.type()).isEqualTo(type);
        assertThat(job.destination()).isEqualTo(destination);
        assertThat(job.source()).isEqualTo(source);
        assertThat(job.failed()).isEqualTo(failed);
    }

    @ParameterizedTest
    @CsvSource({
        "tokyo, acme-data:asia-northeast1.tokyo_daily_rollup_20260314, false, false",
        "domain-scoped, example.com:ledger:EU.copy_ledger_20260314, false, false",
        "script-child, acme-data:US.script_job_9f0b2c61d7e84a55b3aa_2, true, false",
        "anonymous, acme-data:US.job_Xw3kPq-7TzLm_0aBcDeFgHiJ, false, true"
    })
    void knowsWhereAndWhat(String name, String identity, boolean scriptChild, boolean anonymous) {
        CompletedJob job = Fixtures.job(name + ".b");
        assertThat(job.ref()).hasToString(identity);
        assertThat(job.scriptChild()).isEqualTo(scriptChild);
        assertThat(job.anonymousDestination()).isEqualTo(anonymous);
    }

    private static List<Object> facts(CompletedJob job) {
        return List.of(
                job.ref(),
                job.type(),
                job.destination(),
                job.source(),
                job.statementType(),
                job.labels(),
                job.user(),
                job.failed(),
                job.error() == null ? "" : job.error().message(),
                job.scriptChild(),
                millis(job.times().created()),
                millis(job.times().started()),
                millis(job.times().ended()));
    }

    private static long millis(@Nullable Instant time) {
        return time == null ? 0 : time.toEpochMilli();
    }
}
