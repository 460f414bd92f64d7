package dev.bqdispatch.gcp;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.api.services.bigquery.Bigquery;
import dev.bqdispatch.action.Tables;
import dev.bqdispatch.job.TableName;
import dev.bqdispatch.metric.GoogleCall;
import java.io.IOException;
import java.util.Optional;

/** Tables through BigQuery's REST API, each method one attempt. */
public final class BigQueryTables implements Tables {
    private static final String PATH = "projects/{projectId}/datasets/{datasetId}/tables";
    private static final int CONFLICT = 409;
    private static final int NOT_FOUND = 404;

    private final ObjectMapper jackson = new ObjectMapper();
    private final Bigquery bigQuery;
    private final CallMeter calls;

    /** Tables of a client whose calls nobody counts. */
    public BigQueryTables(Bigquery bigQuery) {
        this(bigQuery, CallMeter.none());
    }

    public BigQueryTables(Bigquery bigQuery, CallMeter calls) {
        this.bigQuery = bigQuery;
        this.calls = calls;
    }

    @Override
    public Optional<ObjectNode> get(TableName name) {
        try {
            // Without the numbers of its storage, which take time to gather.
            Bigquery.Tables.Get get = bigQuery.tables()
                    .get(name.project(), name.dataset(), name.table())
                    .setView("BASIC");
            String table = calls.rest(
                    GoogleCall.TABLES_GET, () -> get.executeUnparsed().parseAsString());
            return Optional.of((ObjectNode) jackson.readTree(table));
        } catch (IOException | RuntimeException e) {
            if (ErrorClassifier.is(e, NOT_FOUND)) {
                return Optional.empty();
            }
            throw ErrorClassifier.rest(e);
        }
    }

    @Override
    public boolean insert(ObjectNode table) {
        try {
            String project = table.at("/tableReference/projectId").asText();
            String dataset = table.at("/tableReference/datasetId").asText();
            RawPost post = RawPost.of(bigQuery, PATH, project, dataset, table.toString());
            calls.rest(GoogleCall.TABLES_INSERT, post::execute);
            return true;
        } catch (IOException | RuntimeException e) {
            if (ErrorClassifier.is(e, CONFLICT)) {
                return false;
            }
            throw ErrorClassifier.rest(e);
        }
    }

    @Override
    public boolean delete(TableName name) {
        try {
            Bigquery.Tables.Delete delete = bigQuery.tables().delete(name.project(), name.dataset(), name.table());
            calls.rest(GoogleCall.TABLES_DELETE, delete::execute);
            return true;
        } catch (IOException | RuntimeException e) {
            if (ErrorClassifier.is(e, NOT_FOUND)) {
                return false;
            }
            throw ErrorClassifier.rest(e);
        }
    }
}
