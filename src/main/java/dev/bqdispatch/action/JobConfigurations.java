package dev.bqdispatch.action;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bqdispatch.job.TableName;
import dev.bqdispatch.job.TableReference;
import dev.bqdispatch.rule.Request;

/**
 * The {@code configuration} of the job that a request asks for.
 *
 * @see <a href="https://cloud.google.com/bigquery/docs/reference/rest/v2/Job#jobconfiguration">JobConfiguration</a>
 */
final class JobConfigurations {
    private JobConfigurations() {}

    /** @param project of a default dataset that names none */
    static ObjectNode of(Request request, String project) {
        ObjectNode configuration = JsonNodeFactory.instance.objectNode();
        if (request instanceof Request.Copy copy) {
            write(copy, configuration.putObject("copy"));
        } else if (request instanceof Request.Export export) {
            write(export, configuration.putObject("extract"));
        } else if (request instanceof Request.Query query) {
            write(query, configuration.putObject("query"), project);
        } else if (request instanceof Request.Load load) {
            configuration.set("load", load.configuration());
        } else {
            throw new IllegalArgumentException("submits no job: " + request);
        }
        return configuration;
    }

    private static void write(Request.Copy copy, ObjectNode node) {
        node.putArray("sourceTables").add(TableReference.write(copy.source()));
        node.set("destinationTable", TableReference.write(copy.dest()));
        node.put("createDisposition", "CREATE_IF_NEEDED").put("writeDisposition", copy.writeDisposition());
    }

    private static void write(Request.Export export, ObjectNode node) {
        node.set("sourceTable", TableReference.write(export.source()));
        ArrayNode uris = node.putArray("destinationUris");
        export.destUrls().forEach(uris::add);
        node.put("destinationFormat", export.format()).put("compression", export.compression());
        if (export.fieldDelimiter() != null) {
            node.put("fieldDelimiter", export.fieldDelimiter());
        }
        if (export.header() != null) {
            node.put("printHeader", export.header());
        }
        if (export.format().equals("AVRO")) {
            node.put("useAvroLogicalTypes", export.avroLogicalTypes());
        }
    }

    private static void write(Request.Query query, ObjectNode node, String project) {
        node.put("query", query.sql()).put("useLegacySql", query.legacySql()).put("priority", query.priority());
        TableName dest = query.dest();
        if (dest != null) {
            node.set("destinationTable", TableReference.write(dest));
            node.put("createDisposition", "CREATE_IF_NEEDED").put("writeDisposition", query.writeDisposition());
            if (query.legacySql()) {
                // Else a result of more than some megabytes fails; standard SQL has no such limit.
                node.put("allowLargeResults", true);
            }
        }
        String dataset = query.defaultDataset();
        if (dataset != null) {
            int dot = Math.max(dataset.lastIndexOf('.'), dataset.lastIndexOf(':'));
            node.putObject("defaultDataset")
                    .put("projectId", dot < 0 ? project : dataset.substring(0, dot))
                    .put("datasetId", dataset.substring(dot + 1));
        }
    }
}
