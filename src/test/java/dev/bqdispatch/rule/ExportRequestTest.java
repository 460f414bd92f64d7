package dev.bqdispatch.rule;

import static dev.bqdispatch.rule.Documents.good;
import static dev.bqdispatch.rule.Documents.ordered;
import static dev.bqdispatch.rule.Documents.problems;
import static dev.bqdispatch.rule.Documents.taskOf;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExportRequestTest {
    private static Request.Export export(String request) {
        return (Request.Export) good(ordered("{'Action': 'export', 'Request': {" + request + "}}"));
    }

    private static java.util.List<String> refused(String request) {
        return problems(taskOf("{'Action': 'export', 'Request': {" + request + "}}"));
    }

    @ParameterizedTest
    @CsvSource({
        "x.json, NEWLINE_DELIMITED_JSON, NONE",
        "x.json.gz, NEWLINE_DELIMITED_JSON, GZIP",
        "X.JSON.GZ, NEWLINE_DELIMITED_JSON, GZIP",
        "x-*.json.gz, NEWLINE_DELIMITED_JSON, GZIP",
        "x.avro, AVRO, NONE",
        "x.parquet, PARQUET, NONE",
        "x.csv, CSV, NONE",
        "x.csv.gz, CSV, GZIP",
        "x.gz, CSV, GZIP",
        "x, CSV, NONE",
        "v1.json/x*, CSV, NONE",
    })
    void formatAndCompressionComeFromTheUrl(String name, String format, String compression) {
        Request.Export export = export("'DestURL': 'gs://bkt/dir/" + name + "'");

        assertThat(export.format()).isEqualTo(format);
        assertThat(export.compression()).isEqualTo(compression);
        assertThat(export.avroLogicalTypes()).isEqualTo(format.equals("AVRO"));
    }

    @Test
    void whatIsToldGoesBeforeTheUrl() {
        Request.Export export = export("'DestURL': 'gs://bkt/x.json', 'Format': 'avro', 'Compression': 'snappy',"
                + " 'UseAvroLogicalTypes': 'false', 'Source': 'd.s'");

        assertThat(export.format()).isEqualTo("AVRO");
        assertThat(export.compression()).isEqualTo("SNAPPY");
        assertThat(export.avroLogicalTypes()).isFalse();
        assertThat(export.source()).hasToString("home:d.s");
    }

    @Test
    void aCsvHasDelimiterAndHeader() {
        Request.Export export = export("'DestURL': 'gs://bkt/x', 'FieldDelimiter': '|', 'IncludeHeader': false");

        assertThat(export.fieldDelimiter()).isEqualTo("|");
        assertThat(export.header()).isFalse();
        assertThat(export("'DestURL': 'gs://bkt/x'").header()).isNull();
    }

    @Test
    void theSourceIsTheTableThatTheJobWrote() {
        assertThat(export("'DestURL': 'gs://bkt/x'").source()).isEqualTo(Jobs.TABLE);
    }

    @Test
    void severalUrlsMayEachHoldOneWildcard() {
        assertThat(export("'DestURLs': ['gs://bkt/a-*.csv', 'gs://bkt/b-*.csv']")
                        .destUrls())
                .containsExactly("gs://bkt/a-*.csv", "gs://bkt/b-*.csv");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            quoteCharacter = '`',
            value = {
                "'Source': 'd.s'#DestURL: is missing; expected gs://bucket/object or gs://bucket/object-*",
                "'DestURL': 'gs://bkt/*/*.csv'"
                        + "#DestURL: 'gs://bkt/*/*.csv' has more than one *; expected gs://bucket/object or gs://bucket/object-*",
                "'DestURL': 'gs://bkt/dir/'"
                        + "#DestURL: 'gs://bkt/dir/' is a folder; expected gs://bucket/object or gs://bucket/object-*",
                "'DestURL': 'gs://bkt'#DestURL: 'gs://bkt' is not right; expected gs://bucket/object or gs://bucket/object-*",
                "'DestURLs': []#DestURLs: is empty; expected at least one URL",
                "'DestURL': 'gs://bkt/a', 'DestURLs': ['gs://bkt/b']"
                        + "#DestURLs: stands beside DestURL; give one of the two",
                "'DestURL': 'gs://bkt/a', 'Format': 'xml'"
                        + "#Format: 'xml' is not right; expected CSV, JSON, NEWLINE_DELIMITED_JSON, AVRO, PARQUET",
                "'DestURL': 'gs://bkt/a.avro.gz'#Compression: GZIP is not for AVRO; expected NONE, DEFLATE, SNAPPY",
                "'DestURL': 'gs://bkt/a.json', 'FieldDelimiter': '|'"
                        + "#FieldDelimiter: is for CSV, but the format is NEWLINE_DELIMITED_JSON",
                "'DestURL': 'gs://bkt/a', 'IncludeHeader': {}#IncludeHeader: expected true or false",
                "'DestURL': 'gs://bkt/a', 'Source': 'a.b.c.d.e'"
                        + "#Source: 'a.b.c.d.e' is not right; expected [project:]dataset.table",
            })
    void aFaultIsNamedWithItsPath(String request, String problem) {
        assertThat(refused(request)).containsExactly("$.OnSuccess[0].Request." + problem);
    }

    @Test
    void whatExpressionsMayBecomeIsTakenForRightUntilThen() {
        assertThat(refused("'DestURL': '$out', 'Format': '$format', 'Compression': 'SNAPPY', 'IncludeHeader': '$h'"))
                .isEmpty();
        assertThat(refused("'DestURL': 'gs://bkt/x.json', 'Format': '$format', 'Compression': 'SNAPPY'"))
                .isEmpty();
        assertThat(problems(ordered("{'Action': 'export', 'Request': {'DestURL': '$out'}}")))
                .containsExactly("$.Request.DestURL: '$out' is not right;"
                        + " expected gs://bucket/object or gs://bucket/object-*");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            quoteCharacter = '`',
            value = {
                "'DestURL': 'gs://bbb/$Date/x.parquet', 'Compression': 'DEFLATE'"
                        + "#Compression: DEFLATE is not for PARQUET; expected NONE, GZIP, SNAPPY, ZSTD",
                "'DestURL': '${out}', 'Format': 'PARQUET', 'Compression': 'DEFLATE'"
                        + "#Compression: DEFLATE is not for PARQUET; expected NONE, GZIP, SNAPPY, ZSTD",
                "'DestURL': 'gs://bbb/$Date/$Hour.json', 'FieldDelimiter': '|'"
                        + "#FieldDelimiter: is for CSV, but the format is NEWLINE_DELIMITED_JSON",
                "'DestURL': 'gs://bbb/${env.HOME}.avro.gz'#Compression: GZIP is not for AVRO; expected NONE, DEFLATE, SNAPPY",
            })
    void anExpressionElsewhereHidesNoContradiction(String request, String problem) {
        assertThat(refused(request)).containsExactly("$.OnSuccess[0].Request." + problem);
    }

    @ParameterizedTest
    @org.junit.jupiter.params.provider.ValueSource(
            strings = {"gs://bbb/x.$JobType", "gs://bbb/x${env.HOME}", "$Dest", "gs://bbb/x.$JobType.gz"})
    void anExtensionThatIsAnExpressionMayBecomeAnyFormat(String url) {
        assertThat(refused("'DestURL': '" + url + "', 'FieldDelimiter': '|'")).isEmpty();
    }
}
