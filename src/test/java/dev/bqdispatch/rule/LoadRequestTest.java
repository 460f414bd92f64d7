package dev.bqdispatch.rule;

import static dev.bqdispatch.rule.Documents.good;
import static dev.bqdispatch.rule.Documents.ordered;
import static dev.bqdispatch.rule.Documents.problems;
import static dev.bqdispatch.rule.Documents.taskOf;
import static dev.bqdispatch.rule.Documents.warnings;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LoadRequestTest {
    private static final String ENOUGH = "'SourceUris': ['gs://bkt/x.csv'], 'DestinationTable': 'd.t'";

    private static String action(String request) {
        return "{'Action': 'load', 'Request': {" + request + "}}";
    }

    private static JsonNode load(String request) {
        return ((Request.Load) good(ordered(action(request)))).configuration();
    }

    /** What the request says beside source and destination. */
    private static JsonNode more(String request) {
        JsonNode load = load(ENOUGH + ", " + request);
        ((com.fasterxml.jackson.databind.node.ObjectNode) load)
                .remove(java.util.List.of("sourceUris", "destinationTable", "sourceFormat", "createDisposition"));
        return load;
    }

    @Test
    void theLeastThatIsSaidIsALoadAsBigQueryWouldDoIt() {
        assertThat(load(ENOUGH))
                .isEqualTo(Documents.node("{'sourceUris': ['gs://bkt/x.csv'], 'destinationTable':"
                        + " {'projectId': 'home', 'datasetId': 'd', 'tableId': 't'}, 'sourceFormat': 'CSV',"
                        + " 'createDisposition': 'CREATE_IF_NEEDED'}"));
    }

    /** Every field of the reference: as a document may have it, and as REST takes it. */
    @TestFactory
    Stream<DynamicTest> everyFieldGoesThroughInRestsOwnSpelling() {
        return Stream.of(
                        "'AllowJaggedRows': true#'allowJaggedRows': true",
                        "'allowquotednewlines': 'TRUE'#'allowQuotedNewlines': true",
                        "'Autodetect': false#'autodetect': false",
                        "'Clustering': {'Fields': ['a', 'b']}#'clustering': {'fields': ['a', 'b']}",
                        "'ColumnNameCharacterMap': 'V2'#'columnNameCharacterMap': 'V2'",
                        "'ConnectionProperties': [{'Key': 'k', 'Value': 'v'}]"
                                + "#'connectionProperties': [{'key': 'k', 'value': 'v'}]",
                        "'CopyFilesOnly': true#'copyFilesOnly': true",
                        "'CreateSession': false#'createSession': false",
                        "'DateFormat': 'YYYYMMDD'#'dateFormat': 'YYYYMMDD'",
                        "'DatetimeFormat': 'x'#'datetimeFormat': 'x'",
                        "'DecimalTargetTypes': 'NUMERIC'#'decimalTargetTypes': ['NUMERIC']",
                        "'DestinationEncryptionConfiguration': {'KmsKeyName': 'k'}"
                                + "#'destinationEncryptionConfiguration': {'kmsKeyName': 'k'}",
                        "'DestinationTableProperties': {'FriendlyName': 'F', 'Description': '$JobID',"
                                + " 'Labels': {'Team': 'Red'}, 'ExpirationTime': 'e'}#'destinationTableProperties':"
                                + " {'friendlyName': 'F', 'description': 'load', 'labels': {'Team': 'Red'},"
                                + " 'expirationTime': 'e'}",
                        "'Encoding': 'UTF-8'#'encoding': 'UTF-8'",
                        "'FieldDelimiter': '|'#'fieldDelimiter': '|'",
                        "'FileSetSpecType': 'x'#'fileSetSpecType': 'x'",
                        "'HivePartitioningOptions': {'MODE': 'AUTO', 'SourceURIPrefix': 'gs://bkt/',"
                                + " 'RequirePartitionFilter': true}#'hivePartitioningOptions': {'mode': 'AUTO',"
                                + " 'sourceUriPrefix': 'gs://bkt/', 'requirePartitionFilter': true}",
                        "'IgnoreUnknownValues': true#'ignoreUnknownValues': true",
                        "'JsonExtension': 'GEOJSON'#'jsonExtension': 'GEOJSON'",
                        "'MaxBadRecords': '7'#'maxBadRecords': 7",
                        "'NullMarker': '-'#'nullMarker': '-'",
                        "'NullMarkers': ['-', 'NA']#'nullMarkers': ['-', 'NA']",
                        "'ParquetOptions': {'EnumAsString': true, 'EnableListInference': false, 'MapTargetType': 'x'}"
                                + "#'parquetOptions': {'enumAsString': true, 'enableListInference': false,"
                                + " 'mapTargetType': 'x'}",
                        "'PreserveAsciiControlCharacters': true#'preserveAsciiControlCharacters': true",
                        "'ProjectionFields': ['a']#'projectionFields': ['a']",
                        "'Quote': ''#'quote': ''",
                        "'Quote': 'q'#'quote': 'q'",
                        "'RangePartitioning': {'Field': 'f', 'Range': {'Start': 0, 'End': '99', 'Interval': 10}}"
                                + "#'rangePartitioning': {'field': 'f', 'range': {'start': '0', 'end': '99',"
                                + " 'interval': '10'}}",
                        "'ReferenceFileSchemaUri': 'gs://bkt/s'#'referenceFileSchemaUri': 'gs://bkt/s'",
                        "'Schema': {'fields': [{'name': 'A', 'type': 'STRING', 'maxLength': 5, 'Odd': 1}]}"
                                + "#'schema': {'fields': [{'name': 'A', 'type': 'STRING', 'maxLength': 5, 'Odd': 1}]}",
                        "'SchemaInline': 'a:STRING'#'schemaInline': 'a:STRING'",
                        "'SchemaInlineFormat': 'x'#'schemaInlineFormat': 'x'",
                        "'SchemaUpdateOptions': ['ALLOW_FIELD_ADDITION']"
                                + "#'schemaUpdateOptions': ['ALLOW_FIELD_ADDITION']",
                        "'SkipLeadingRows': 1#'skipLeadingRows': 1",
                        "'SourceColumnMatch': 'NAME'#'sourceColumnMatch': 'NAME'",
                        "'TimeFormat': 'x'#'timeFormat': 'x'",
                        "'TimePartitioning': {'Type': 'DAY', 'Field': 'day', 'ExpirationMs': 86400000,"
                                + " 'requirePartitionFilter': true}#'timePartitioning': {'type': 'DAY', 'field': 'day',"
                                + " 'expirationMs': '86400000', 'requirePartitionFilter': true}",
                        "'TimeZone': 'UTC'#'timeZone': 'UTC'",
                        "'TimestampFormat': 'x'#'timestampFormat': 'x'",
                        "'TimestampTargetPrecision': [6, '12']#'timestampTargetPrecision': [6, 12]",
                        "'UseAvroLogicalTypes': true#'useAvroLogicalTypes': true",
                        "'WriteDisposition': 'write_truncate'#'writeDisposition': 'WRITE_TRUNCATE'",
                        "'WriteDisposition': 'WRITE_TRUNCATE_DATA'#'writeDisposition': 'WRITE_TRUNCATE_DATA'",
                        "'Append': true#'writeDisposition': 'WRITE_APPEND'",
                        "'Append': false#",
                        "'Append': false, 'WriteDisposition': 'WRITE_APPEND'#'writeDisposition': 'WRITE_APPEND'",
                        "'Autodetect': null, 'SourceFormat': ''#",
                        "'newerField': {'Any': ['$JobID', 1]}#'newerField': {'Any': ['load', 1]}")
                .map(row -> row.split("#", 2))
                .map(row -> DynamicTest.dynamicTest(
                        row[0], () -> assertThat(more(row[0])).isEqualTo(Documents.node("{" + row[1] + "}"))));
    }

    @ParameterizedTest
    @CsvSource({
        "x.json, NEWLINE_DELIMITED_JSON",
        "x.ndjson.gz, NEWLINE_DELIMITED_JSON",
        "X.JSONL, NEWLINE_DELIMITED_JSON",
        "x.avro, AVRO",
        "x.parquet, PARQUET",
        "x.orc, ORC",
        "*.csv.gz, CSV",
        "x, ",
        "v1.json/x-*, ",
        "x.txt, ",
    })
    void theFormatComesFromTheName(String name, String format) {
        JsonNode told = load("'SourceUris': ['gs://bkt/" + name + "'], 'DestinationTable': 'd.t'")
                .path("sourceFormat");
        assertThat(told.isMissingNode() ? null : told.textValue()).isEqualTo(format);
    }

    @Test
    void whatIsToldGoesBeforeTheName() {
        assertThat(load(ENOUGH + ", 'SourceFormat': 'json'")
                        .path("sourceFormat")
                        .textValue())
                .isEqualTo("NEWLINE_DELIMITED_JSON");
        assertThat(load(ENOUGH + ", 'CreateDisposition': 'create_never'")
                        .path("createDisposition")
                        .textValue())
                .isEqualTo("CREATE_NEVER");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            quoteCharacter = '`',
            value = {
                "'SourceUris': '$LoadURIs'#['gs://inp/a.csv','gs://inp/b.csv']",
                "'SourceUris': ['$URLs', 'gs://bkt/c.csv']#['gs://inp/a.csv','gs://inp/b.csv','gs://bkt/c.csv']",
                "'SourceUris': 'gs://bkt/$JobID.csv'#['gs://bkt/load.csv']",
                "'SourceURLs': ['gs://bkt/a-*.csv']#['gs://bkt/a-*.csv']",
            })
    void sourcesAreAListOrOneText(String sources, String uris) {
        assertThat(load(sources + ", 'Dest': 'd.t'").path("sourceUris")).hasToString(Documents.json(uris));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            quoteCharacter = '`',
            value = {
                "'d.t'#home#d#t",
                "'acme:d.t'#acme#d#t",
                "'`acme.d.t$20240101`'#acme#d#t$20240101",
                "'example.com:proj.d.$JobID'#example.com:proj#d#load",
                "{'datasetId': 'd', 'tableId': 't'}#home#d#t",
                "{'ProjectID': 'acme', 'DatasetID': 'd', 'TableID': 't_$Date'}#acme#d#t_20240102",
            })
    void aDestinationIsATextOrAnObject(String dest, String project, String dataset, String table) {
        JsonNode reference = load("'SourceUris': 'gs://bkt/x.csv', 'DestinationTable': " + dest)
                .path("destinationTable");
        assertThat(reference)
                .isEqualTo(Documents.node("{'projectId': '" + project + "', 'datasetId': '" + dataset
                        + "', 'tableId': '" + table + "'}"));
    }

    @Test
    void aTableWithoutProjectIsInTheProjectOfTheAction() {
        assertThat(load(ENOUGH + ", 'ProjectID': 'other'")
                        .at("/destinationTable/projectId")
                        .textValue())
                .isEqualTo("other");
    }

    @Test
    void aValueOfTheEnvironmentIsPutInAtTheLastMoment() {
        assertThat(more("'NullMarker': '${env.HOME}'").path("nullMarker").textValue())
                .isEqualTo("/root");
        assertThat(Documents.filled(action(ENOUGH + ", 'NullMarker': '${env.HOME}'"))
                        .toString())
                .doesNotContain("/root");
    }

    @Test
    void anUnknownFieldIsWarnedOfAndOnlyDroppedIfItIsASlipOrNoFieldOfRest() {
        assertThat(warnings(taskOf(action(ENOUGH + ", 'skipLeadingRow': 1, 'Comment': 'x', 'newerField': 1,"
                        + " 'TimePartitioning': {'Typ': 'DAY', 'newerStill': 2}"))))
                .containsExactlyInAnyOrder(
                        "$.OnSuccess[0].Request.skipLeadingRow: is unknown and ignored;"
                                + " the nearest known key is 'SkipLeadingRows'",
                        "$.OnSuccess[0].Request.Comment: is unknown and ignored; expected one of SourceUris,"
                                + " DestinationTable, SourceFormat, CreateDisposition, WriteDisposition, Append, Template,"
                                + " AllowJaggedRows, AllowQuotedNewlines, Autodetect, Clustering, ColumnNameCharacterMap, …",
                        "$.OnSuccess[0].Request.newerField: is unknown here and goes to BigQuery as it is",
                        "$.OnSuccess[0].Request.TimePartitioning.Typ: is unknown and ignored;"
                                + " the nearest known key is 'type'",
                        "$.OnSuccess[0].Request.TimePartitioning.newerStill: is unknown here and goes to BigQuery"
                                + " as it is");
        assertThat(more("'skipLeadingRow': 1, 'Comment': 'x', 'newerField': 1")).hasToString("{\"newerField\":1}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            quoteCharacter = '`',
            value = {
                "'DestinationTable': 'd.t'" + "#SourceUris: is missing; expected gs://bucket/object, or a list of such",
                "'SourceUris': [], 'DestinationTable': 'd.t'#SourceUris: is empty; expected at least one URI",
                "'SourceUris': ['gs://bkt/a', 's3://bkt/b'], 'Dest': 'd.t'#SourceUris[1]: 's3://bkt/b' is not right;"
                        + " expected gs://bucket/object or gs://bucket/prefix-*",
                "'SourceUris': ['gs://bkt/*/*'], 'Dest': 'd.t'#SourceUris[0]: 'gs://bkt/*/*' has more than one *;"
                        + " expected gs://bucket/object or gs://bucket/prefix-*",
                "'SourceUris': ['gs://bkt/dir/'], 'Dest': 'd.t'#SourceUris[0]: 'gs://bkt/dir/' is a folder;"
                        + " expected gs://bucket/object or gs://bucket/prefix-*",
                "'SourceUris': ['gs://bkt/a.csv', 'gs://bkt/b.avro'], 'Dest': 'd.t'#SourceUris: are of several"
                        + " formats (CSV, AVRO), and a load takes one; expected files of one format, or SourceFormat",
                "'SourceUris': ['gs://bkt/a']#DestinationTable: is missing; expected [project:]dataset.table or"
                        + " {datasetId, tableId}",
                "'SourceUris': ['gs://bkt/a'], 'Dest': 'd.t_*'#DestinationTable: 'd.t_*' has a *, and stands for"
                        + " several tables; expected one, [project:]dataset.table or {datasetId, tableId}",
                "'SourceUris': ['gs://bkt/a'], 'DestinationTable': {'tableId': 't'}#DestinationTable: '.t' is not"
                        + " right; expected {datasetId, tableId}, and projectId if it is another",
                ENOUGH + ", 'SourceFormat': 'XML'#SourceFormat: 'XML' is not right;"
                        + " expected CSV, NEWLINE_DELIMITED_JSON, JSON, AVRO, PARQUET, ORC, DATASTORE_BACKUP",
                ENOUGH + ", 'SkipLeadingRows': 'one'#SkipLeadingRows: expected a whole number",
                ENOUGH + ", 'SkipLeadingRows': 9999999999#SkipLeadingRows: expected a whole number",
                ENOUGH + ", 'Autodetect': 'perhaps'#Autodetect: expected true or false",
                ENOUGH + ", 'NullMarkers': [{}]#NullMarkers[0]: expected a text",
                ENOUGH + ", 'TimePartitioning': 'DAY'#TimePartitioning: expected an object",
                ENOUGH + ", 'TimePartitioning': {'expirationMs': 1.5}"
                        + "#TimePartitioning.expirationMs: expected a whole number",
                ENOUGH + ", 'Schema': [{'name': 'a'}]"
                        + "#Schema: expected a schema, {'fields': [{'name': ..., 'type': ...}]}",
                ENOUGH + ", 'Append': true, 'WriteDisposition': 'WRITE_EMPTY'"
                        + "#Append: contradicts WriteDisposition WRITE_EMPTY; give one of the two",
                ENOUGH + ", 'Template': 'd.t$20240101'"
                        + "#Template: 'd.t$20240101' is a part of a table; expected [project:]dataset.table",
            })
    void aFaultIsNamedWithItsPath(String request, String problem) {
        assertThat(problems(taskOf(action(request))))
                .containsExactly("$.OnSuccess[0].Request."
                        + problem.replace("'fields'", "\"fields\"")
                                .replace("'name': ...", "\"name\": ...")
                                .replace("'type': ...", "\"type\": ..."));
    }

    @Test
    void whatExpressionsMayBecomeIsTakenForRightUntilThen() {
        assertThat(problems(taskOf(action("'SourceUris': '$a', 'Dest': '$b', 'Schema': {'fields': []},"
                        + " 'SkipLeadingRows': '$c', 'Autodetect': '$d', 'TimePartitioning': {'expirationMs': '$e'}"))))
                .isEmpty();
        assertThat(problems(ordered(action(ENOUGH + ", 'SkipLeadingRows': '$c'"))))
                .containsExactly("$.Request.SkipLeadingRows: expected a whole number");
    }

    @Test
    void anExpressionElsewhereHidesNoMixOfFormats() {
        assertThat(problems(
                        taskOf(action("'Dest': 'd.$Hour', 'SourceUris': ['gs://bkt/$Date/a.csv', 'gs://bkt/b.avro']"))))
                .singleElement()
                .asString()
                .contains("SourceUris: are of several formats (CSV, AVRO)");
    }
}
