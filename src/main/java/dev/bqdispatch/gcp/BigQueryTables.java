package dev.bqdispatch.gcp;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.api.services.bigquery.Bigquery;
import dev.bqdispatch.action.Tables;
import dev.bqdispatch.job.TableName;
import dev.bqdispatch.metric.GoogleCall;
import java.util.Optional;

/** Tables through BigQuery's REST API, each method one attempt. */
public final class BigQueryTables implements Tables {
    private static final String PATH = "projects/{projectId}/datasets/{datasetId}/tables";
    private static final int CONFLICT = 409;
    private static final int NOT_FOUND = 404;

    private final ObjectMapper jackson = new ObjectMapper();
    private final Bigquery bigQuery;
    private final CallMeter calls;

    public BigQueryTables(Bigquery bigQuery, CallMeter calls) {
        this.bigQuery = bigQuery;
        this.calls = calls;
    }

    /** Without the numbers of its storage, which take time to gather. */
    @Override
    public Optional<ObjectNode> get(TableName name) {
        return calls.unless(NOT_FOUND, GoogleCall.TABLES_GET, () -> (ObjectNode) jackson.readTree(bigQuery.tables()
                .get(name.project(), name.dataset(), name.table())
                .setView("BASIC")
                .executeUnparsed()
                .parseAsString()));
    }

    @Override
    public boolean insert(ObjectNode table) {
        String project = table.at("/tableReference/projectId").asText();
        String dataset = table.at("/tableReference/datasetId").asText();
        return calls.unless(CONFLICT, GoogleCall.TABLES_INSERT, () -> {
                    RawPost.of(bigQuery, PATH, project, dataset, table.toString())
                            .execute();
                    return true;
                })
                .orElse(false);
    }

    @Override
    public boolean delete(TableName name) {
        return calls.unless(NOT_FOUND, GoogleCall.TABLES_DELETE, () -> {
                    bigQuery.tables()
                            .delete(name.project(), name.dataset(), name.table())
                            .execute();
                    return true;
                })
                .orElse(false);
    }
}
