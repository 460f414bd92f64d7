package dev.bqdispatch.rule;

import dev.bqdispatch.job.ObjectUrl;
import dev.bqdispatch.job.TableName;
import java.util.List;
import java.util.Map;

/**
 * Reads the request of an export.
 *
 * @see <a href="https://cloud.google.com/bigquery/docs/reference/rest/v2/Job#jobconfigurationextract">JobConfigurationExtract</a>
 */
final class ExportReader {
    private static final String JSON = FileFormat.JSON;
    private static final Map<String, List<String>> COMPRESSIONS = Map.of(
            "CSV",
            List.of("NONE", "GZIP"),
            JSON,
            List.of("NONE", "GZIP"),
            "AVRO",
            List.of("NONE", "DEFLATE", "SNAPPY"),
            "PARQUET",
            List.of("NONE", "GZIP", "SNAPPY", "ZSTD"));

    private ExportReader() {}

    static Request read(RequestFields fields) {
        TableName source = fields.tables().one("Source");
        List<ObjectUrl> urls = urls(fields);
        String name = urls.isEmpty() ? "" : urls.get(0).lastSegment();
        String told = fields.word("Format", List.of("", "CSV", "JSON", JSON, "AVRO", "PARQUET"));
        String format = told.isEmpty() ? formatOf(name) : told.equals("JSON") ? JSON : told;
        boolean nameKnown = fields.sure("DestURL") && fields.sure("DestURLs") && FileFormat.isShown(name, fields::open);
        boolean formatKnown = fields.sure("Format") && (nameKnown || !told.isEmpty());
        String delimiter = fields.text("FieldDelimiter");
        if (!delimiter.isEmpty() && !format.equals("CSV") && formatKnown) {
            fields.problem("FieldDelimiter", "is for CSV, but the format is " + format);
        }
        return new Request.Export(
                source,
                urls.stream().map(ObjectUrl::toString).toList(),
                format,
                compression(fields, name, format, formatKnown),
                delimiter.isEmpty() ? null : delimiter,
                fields.flag("IncludeHeader").orElse(null),
                fields.flag("UseAvroLogicalTypes").orElse(format.equals("AVRO")));
    }

    private static List<ObjectUrl> urls(RequestFields fields) {
        if (fields.has("DestURL") && fields.has("DestURLs")) {
            fields.problem("DestURLs", "stands beside DestURL; give one of the two");
        }
        if (!fields.has("DestURLs")) {
            return List.of(fields.urls().one("DestURL", UrlForm.EXPORT));
        }
        List<ObjectUrl> urls = fields.urls().all("DestURLs", UrlForm.EXPORT);
        if (urls.isEmpty() && fields.isEmptyList("DestURLs")) {
            fields.problem("DestURLs", "is empty; expected at least one URL");
        }
        return urls;
    }

    /** By the name; BigQuery's own default is CSV. */
    private static String formatOf(String name) {
        return FileFormat.of(name).filter(COMPRESSIONS::containsKey).orElse("CSV");
    }

    private static String compression(RequestFields fields, String name, String format, boolean formatKnown) {
        String told = fields.word("Compression", List.of("", "NONE", "GZIP", "DEFLATE", "SNAPPY", "ZSTD"));
        String compression = !told.isEmpty() ? told : FileFormat.isPacked(name) ? "GZIP" : "NONE";
        List<String> possible = COMPRESSIONS.getOrDefault(format, List.of());
        boolean known = formatKnown && fields.sure("Compression");
        if (known && !possible.contains(compression)) {
            fields.problem(
                    "Compression", compression + " is not for " + format + "; expected " + String.join(", ", possible));
        }
        return compression;
    }
}
