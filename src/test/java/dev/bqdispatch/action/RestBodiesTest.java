package dev.bqdispatch.action;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.bqdispatch.job.CompletedJob;
import dev.bqdispatch.job.JobRef;
import dev.bqdispatch.job.JobTimes;
import dev.bqdispatch.job.JobType;
import dev.bqdispatch.job.TableName;
import dev.bqdispatch.rule.Action;
import dev.bqdispatch.rule.Expressions;
import dev.bqdispatch.rule.Filling;
import dev.bqdispatch.rule.Parsed;
import dev.bqdispatch.rule.Request;
import dev.bqdispatch.rule.RequestReader;
import dev.bqdispatch.rule.Task;
import dev.bqdispatch.rule.TaskReader;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** What a document says of a job action, and the job configuration that BigQuery gets of it. */
class RestBodiesTest {
    private static final Instant ENDED = Instant.parse("2026-03-01T12:00:00Z");
    private static final CompletedJob LOADED = new CompletedJob(
            new JobRef("acme", "US", "load-1"),
            JobType.LOAD,
            new TableName("acme", "d", "t"),
            List.of(),
            List.of(),
            List.of("gs://data/in/t.csv"),
            "",
            "",
            Map.of(),
            "ann@example.com",
            null,
            new JobTimes(ENDED, ENDED, ENDED),
            false,
            Set.of());

    private static final String SOURCE = "{'projectId': 'acme', 'datasetId': 'd', 'tableId': 't'}";
    private static final String DEST = "{'projectId': 'acme', 'datasetId': 'd', 'tableId': 'u'}";
    private static final String COPY = "'sourceTables': [" + SOURCE + "], 'destinationTable': " + DEST
            + ", 'createDisposition': 'CREATE_IF_NEEDED', 'writeDisposition': ";
    private static final String QUERY = "'query': 'SELECT 1', 'useLegacySql': false, 'priority': 'INTERACTIVE'";
    private static final String INTO =
            ", 'destinationTable': " + DEST + ", 'createDisposition': 'CREATE_IF_NEEDED', 'writeDisposition': ";

    @TestFactory
    Stream<DynamicTest> copy() {
        return rows(
                "copy",
                "'Dest': 'd.u' -> " + COPY + "'WRITE_TRUNCATE'",
                "'dest': 'acme.d.u', 'SOURCE': '$Dest' -> " + COPY + "'WRITE_TRUNCATE'",
                "'Dest': 'd.u', 'Append': true -> " + COPY + "'WRITE_APPEND'",
                "'Dest': 'd.u', 'Append': false -> " + COPY + "'WRITE_TRUNCATE'",
                "'Dest': 'd.u', 'WriteDisposition': 'WRITE_EMPTY' -> " + COPY + "'WRITE_EMPTY'",
                "'Dest': 'd.u', 'Template': 'd.x' -> " + COPY + "'WRITE_TRUNCATE'",
                "'Dest': 'd.u$$20260301' -> " + COPY.replace("'u'", "'u$20260301'") + "'WRITE_TRUNCATE'",
                "'Dest': 'd.u', 'ProjectID': 'other' -> " + COPY.replace(DEST, DEST.replace("acme", "other"))
                        + "'WRITE_TRUNCATE'");
    }

    @TestFactory
    Stream<DynamicTest> export() {
        String from = "'sourceTable': " + SOURCE + ", 'destinationUris': ['gs://data/out";
        return rows(
                "export",
                "'DestURL': 'gs://data/out.json' -> " + from
                        + ".json'], 'destinationFormat': 'NEWLINE_DELIMITED_JSON', 'compression': 'NONE'",
                "'Dest': 'gs://data/out-*.json.gz' -> " + from
                        + "-*.json.gz'], 'destinationFormat': 'NEWLINE_DELIMITED_JSON', 'compression': 'GZIP'",
                "'DestURL': 'gs://data/out.avro' -> " + from
                        + ".avro'], 'destinationFormat': 'AVRO', 'compression': 'NONE', 'useAvroLogicalTypes': true",
                "'DestURL': 'gs://data/out.avro', 'UseAvroLogicalTypes': false, 'Compression': 'SNAPPY' -> " + from
                        + ".avro'], 'destinationFormat': 'AVRO', 'compression': 'SNAPPY', 'useAvroLogicalTypes': false",
                "'DestURL': 'gs://data/out.parquet' -> " + from
                        + ".parquet'], 'destinationFormat': 'PARQUET', 'compression': 'NONE'",
                "'DestURL': 'gs://data/out.csv' -> " + from
                        + ".csv'], 'destinationFormat': 'CSV', 'compression': 'NONE'",
                "'DestURL': 'gs://data/out.csv.gz', 'IncludeHeader': false -> " + from
                        + ".csv.gz'], 'destinationFormat': 'CSV', 'compression': 'GZIP', 'printHeader': false",
                "'DestURL': 'gs://data/out.txt', 'FieldDelimiter': '|', 'IncludeHeader': 'true' -> " + from
                        + ".txt'], 'destinationFormat': 'CSV', 'compression': 'NONE', 'fieldDelimiter': '|',"
                        + " 'printHeader': true",
                "'DestURLs': ['gs://data/out-1-*', 'gs://data/out-2-*'], 'Format': 'json' -> " + from
                        + "-1-*', 'gs://data/out-2-*'], 'destinationFormat': 'NEWLINE_DELIMITED_JSON',"
                        + " 'compression': 'NONE'");
    }

    @TestFactory
    Stream<DynamicTest> query() {
        return rows(
                "query",
                "'SQL': 'SELECT 1' -> " + QUERY,
                "'SQL': 'SELECT 1', 'Dest': 'd.u' -> " + QUERY + INTO + "'WRITE_TRUNCATE'",
                "'SQL': 'SELECT 1', 'Dest': 'd.u', 'Append': true, 'Template': 'd.x' -> " + QUERY + INTO
                        + "'WRITE_APPEND'",
                "'SQL': 'SELECT 1', 'Dest': 'd.u', 'WriteDisposition': 'WRITE_EMPTY' -> " + QUERY + INTO
                        + "'WRITE_EMPTY'",
                "'SQL': 'SELECT 1', 'Priority': 'batch' -> " + QUERY.replace("INTERACTIVE", "BATCH"),
                "'SQL': 'SELECT 1', 'DatasetID': 'x' -> " + QUERY
                        + ", 'defaultDataset': {'projectId': 'acme', 'datasetId': 'x'}",
                "'SQL': 'SELECT 1', 'DatasetID': 'p.x' -> " + QUERY
                        + ", 'defaultDataset': {'projectId': 'p', 'datasetId': 'x'}",
                "'SQL': 'SELECT 1', 'DatasetID': 'example.com:p:x' -> " + QUERY
                        + ", 'defaultDataset': {'projectId': 'example.com:p', 'datasetId': 'x'}",
                "'SQL': 'SELECT 1', 'UseLegacy': true -> " + QUERY.replace("false", "true"),
                "'SQL': 'SELECT 1', 'UseLegacy': true, 'Dest': 'd.u' -> " + QUERY.replace("false", "true") + INTO
                        + "'WRITE_TRUNCATE', 'allowLargeResults': true",
                "'SQL': 'DELETE FROM x WHERE TRUE', 'Dest': 'd.u' -> "
                        + QUERY.replace("SELECT 1", "DELETE FROM x WHERE TRUE"),
                "'SQL': 'CREATE TABLE x AS SELECT 1' -> " + QUERY.replace("SELECT 1", "CREATE TABLE x AS SELECT 1"));
    }

    @TestFactory
    Stream<DynamicTest> insert() {
        return rows(
                "insert",
                "'SQL': 'SELECT 1', 'Dest': 'd.u', 'DatasetID': 'x', 'Priority': 'BATCH', 'Template': 'd.x' -> "
                        + QUERY.replace("INTERACTIVE", "BATCH") + INTO
                        + "'WRITE_APPEND', 'defaultDataset': {'projectId': 'acme', 'datasetId': 'x'}");
    }

    @TestFactory
    Stream<DynamicTest> load() {
        return rows(
                "load",
                "'SourceUris': '$LoadURIs', 'DestinationTable': 'd.u', 'Autodetect': true -> 'sourceUris':"
                        + " ['gs://data/in/t.csv'], 'destinationTable': " + DEST + ", 'sourceFormat': 'CSV',"
                        + " 'createDisposition': 'CREATE_IF_NEEDED', 'autodetect': true");
    }

    private static Stream<DynamicTest> rows(String kind, String... rows) {
        String key = Map.of("export", "extract", "insert", "query").getOrDefault(kind, kind);
        return Stream.of(rows)
                .map(row -> row.split(" -> ", 2))
                .map(row -> DynamicTest.dynamicTest(
                        row[0],
                        () -> assertThat(body(kind, row[0])).isEqualTo(json("{'" + key + "': {" + row[1] + "}}"))));
    }

    private static JsonNode body(String kind, String request) {
        String task = "{'OnSuccess': [{'Action': '" + kind + "', 'Request': {" + request + "}}]}";
        Task read = good(TaskReader.read(task.replace('\'', '"'), "task", Map.of(), name -> false));
        Filling filling = new Filling(Expressions.of(LOADED, "load-1", Map.of()), LOADED, false, "acme");
        Action action = filling.fill(read.onSuccess().get(0));
        Request order = good(RequestReader.read(action, "acme", name -> null));
        return JobConfigurations.of(order, "acme");
    }

    private static <T> T good(Parsed<T> parsed) {
        if (parsed instanceof Parsed.Good<T> good) {
            assertThat(good.warnings()).isEmpty();
            return good.value();
        }
        throw new AssertionError("refused: " + parsed.problems());
    }

    private static JsonNode json(String quoted) throws JsonProcessingException {
        return new ObjectMapper().readTree(quoted.replace('\'', '"'));
    }
}
