package dev.bqdispatch.rule;

import static java.util.Map.entry;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The fields of a load job.
 *
 * @see <a
 *     href="https://cloud.google.com/bigquery/docs/reference/rest/v2/Job#jobconfigurationload">JobConfigurationLoad</a>
 */
final class LoadFields {
    /** Where an empty text says that nothing is quoted. */
    static final String QUOTE = "Quote";

    private static final RestShape TEXT = RestShape.Scalar.TEXT;
    private static final RestShape FLAG = RestShape.Scalar.FLAG;
    private static final RestShape INT32 = RestShape.Scalar.INT32;
    private static final RestShape INT64 = RestShape.Scalar.INT64;
    private static final RestShape OPEN = new RestShape.Open();
    private static final RestShape TEXTS = new RestShape.ListOf(TEXT);

    private static final RestShape RANGE =
            new RestShape.Fielded(Map.of("start", INT64, "end", INT64, "interval", INT64));

    /** What is not read by {@link LoadReader} itself. */
    static final RestShape.Fielded PASSED = new RestShape.Fielded(Map.ofEntries(
            entry("allowJaggedRows", FLAG),
            entry("allowQuotedNewlines", FLAG),
            entry("autodetect", FLAG),
            entry("clustering", new RestShape.Fielded(Map.of("fields", TEXTS))),
            entry("columnNameCharacterMap", TEXT),
            entry(
                    "connectionProperties",
                    new RestShape.ListOf(new RestShape.Fielded(Map.of("key", TEXT, "value", TEXT)))),
            entry("copyFilesOnly", FLAG),
            entry("createSession", FLAG),
            entry("dateFormat", TEXT),
            entry("datetimeFormat", TEXT),
            entry("decimalTargetTypes", TEXTS),
            entry("destinationEncryptionConfiguration", new RestShape.Fielded(Map.of("kmsKeyName", TEXT))),
            entry(
                    "destinationTableProperties",
                    new RestShape.Fielded(
                            Map.of("friendlyName", TEXT, "description", TEXT, "labels", OPEN, "expirationTime", TEXT))),
            entry("encoding", TEXT),
            entry("fieldDelimiter", TEXT),
            entry("fileSetSpecType", TEXT),
            entry(
                    "hivePartitioningOptions",
                    new RestShape.Fielded(Map.of(
                            "mode", TEXT, "sourceUriPrefix", TEXT, "requirePartitionFilter", FLAG, "fields", TEXTS))),
            entry("ignoreUnknownValues", FLAG),
            entry("jsonExtension", TEXT),
            entry("maxBadRecords", INT32),
            entry("nullMarker", TEXT),
            entry("nullMarkers", TEXTS),
            entry(
                    "parquetOptions",
                    new RestShape.Fielded(
                            Map.of("enumAsString", FLAG, "enableListInference", FLAG, "mapTargetType", TEXT))),
            entry("preserveAsciiControlCharacters", FLAG),
            entry("projectionFields", TEXTS),
            entry("quote", TEXT),
            entry("rangePartitioning", new RestShape.Fielded(Map.of("field", TEXT, "range", RANGE))),
            entry("referenceFileSchemaUri", TEXT),
            entry("schema", new RestShape.Schema()),
            entry("schemaInline", TEXT),
            entry("schemaInlineFormat", TEXT),
            entry("schemaUpdateOptions", TEXTS),
            entry("skipLeadingRows", INT32),
            entry("sourceColumnMatch", TEXT),
            entry("timeFormat", TEXT),
            entry(
                    "timePartitioning",
                    new RestShape.Fielded(Map.of(
                            "type", TEXT, "expirationMs", INT64, "field", TEXT, "requirePartitionFilter", FLAG))),
            entry("timeZone", TEXT),
            entry("timestampFormat", TEXT),
            entry("timestampTargetPrecision", new RestShape.ListOf(INT32)),
            entry("useAvroLogicalTypes", FLAG)));

    /** What {@link LoadReader} reads itself. */
    static final List<String> READ = List.of(
            "SourceUris",
            "DestinationTable",
            "SourceFormat",
            "CreateDisposition",
            "WriteDisposition",
            "Append",
            "Template");

    /** All keys as documents write them, with a capital. */
    static final RequestKeys KEYS = new RequestKeys(
            Stream.concat(READ.stream(), PASSED.fields().keySet().stream().map(LoadFields::capitalized))
                    .toList(),
            Map.of(
                    "Dest", "DestinationTable",
                    "SourceURI", "SourceUris",
                    "SourceURL", "SourceUris",
                    "SourceURLs", "SourceUris",
                    "Format", "SourceFormat"));

    private static final Set<String> ALL = Stream.concat(KEYS.known().stream(), KEYS.aliases().keySet().stream())
            .collect(Collectors.toUnmodifiableSet());

    private LoadFields() {}

    static boolean mayBeNewer(String key) {
        return RestShape.mayBeNewer(key, ALL);
    }

    private static String capitalized(String name) {
        return Character.toUpperCase(name.charAt(0)) + name.substring(1);
    }
}
