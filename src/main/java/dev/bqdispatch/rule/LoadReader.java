package dev.bqdispatch.rule;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bqdispatch.job.ObjectUrl;
import dev.bqdispatch.job.TableName;
import dev.bqdispatch.job.TableReference;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Reads the request of a load: nearly all of it goes to BigQuery as it is.
 *
 * @see <a
 *     href="https://cloud.google.com/bigquery/docs/reference/rest/v2/Job#jobconfigurationload">JobConfigurationLoad</a>
 */
final class LoadReader {
    private static final List<String> FORMATS =
            List.of("", "CSV", FileFormat.JSON, "JSON", "AVRO", "PARQUET", "ORC", "DATASTORE_BACKUP");
    private static final List<String> CREATE = List.of("CREATE_IF_NEEDED", "CREATE_NEVER");

    private LoadReader() {}

    static Request read(RequestFields fields) {
        List<ObjectUrl> uris = uris(fields);
        TableName dest = fields.tables().reference("DestinationTable");
        TableName template = fields.tables().template();
        ObjectNode load = JsonNodeFactory.instance.objectNode();
        ArrayNode sources = load.putArray("sourceUris");
        uris.forEach(uri -> sources.add(uri.toString()));
        load.set("destinationTable", TableReference.write(dest));
        format(fields, uris).ifPresent(format -> load.put("sourceFormat", format));
        load.put("createDisposition", fields.word("CreateDisposition", CREATE));
        writeDisposition(fields).ifPresent(disposition -> load.put("writeDisposition", disposition));
        fields.rest(LoadFields.READ, LoadFields.PASSED, load);
        return new Request.Load(load, dest, template);
    }

    private static List<ObjectUrl> uris(RequestFields fields) {
        if (!fields.has("SourceUris")) {
            fields.problem("SourceUris", "is missing; expected gs://bucket/object, or a list of such");
            return List.of();
        }
        List<ObjectUrl> uris = fields.urls().all("SourceUris", UrlForm.LOAD);
        if (uris.isEmpty() && fields.isEmptyList("SourceUris")) {
            fields.problem("SourceUris", "is empty; expected at least one URI");
        }
        return uris;
    }

    /** Left to BigQuery where neither the request nor the names say anything. */
    private static Optional<String> format(RequestFields fields, List<ObjectUrl> uris) {
        String told = fields.word("SourceFormat", FORMATS);
        if (!told.isEmpty()) {
            return Optional.of(told.equals("JSON") ? FileFormat.JSON : told);
        }
        List<String> shown = uris.stream()
                .flatMap(uri -> FileFormat.of(uri.lastSegment()).stream())
                .distinct()
                .toList();
        if (shown.size() > 1 && fields.sure("SourceFormat")) {
            fields.problem(
                    "SourceUris",
                    "are of several formats (" + String.join(", ", shown)
                            + "), and a load takes one; expected files of one format, or SourceFormat");
        }
        return shown.stream().findFirst();
    }

    /** Nothing told is nothing written; an {@code Append} that is false tells nothing, since BqTail wrote it always. */
    private static Optional<String> writeDisposition(RequestFields fields) {
        boolean append = fields.flag("Append").orElse(false);
        String told = fields.word("WriteDisposition", RequestFields.WRITE_DISPOSITIONS_WITH_DATA);
        if (append && !told.isEmpty() && !told.equals("WRITE_APPEND")) {
            fields.problem(
                    "Append",
                    "contradicts WriteDisposition " + told.toUpperCase(Locale.ROOT) + "; give one of the two");
        }
        return Optional.of(told.isEmpty() && append ? "WRITE_APPEND" : told).filter(word -> !word.isEmpty());
    }
}
