package dev.bqdispatch.gcp;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.api.client.json.JsonFactory;
import com.google.api.client.json.gson.GsonFactory;
import com.google.api.services.bigquery.Bigquery;
import com.google.api.services.bigquery.model.Job;
import dev.bqdispatch.action.Jobs;
import dev.bqdispatch.job.JobRef;
import dev.bqdispatch.metric.GoogleCall;
import java.io.IOException;
import java.util.Optional;

/** Jobs through BigQuery's REST API, each method one attempt; fields the client does not know pass through. */
public final class BigQueryJobs implements Jobs {
    private static final JsonFactory GSON = GsonFactory.getDefaultInstance();
    private static final int CONFLICT = 409;
    private static final int NOT_FOUND = 404;

    private final ObjectMapper jackson = new ObjectMapper();
    private final Bigquery bigQuery;
    private final CallMeter calls;

    /** Jobs of a client whose calls nobody counts. */
    public BigQueryJobs(Bigquery bigQuery) {
        this(bigQuery, CallMeter.none());
    }

    public BigQueryJobs(Bigquery bigQuery, CallMeter calls) {
        this.bigQuery = bigQuery;
        this.calls = calls;
    }

    @Override
    public boolean insert(ObjectNode job) {
        try {
            Job resource = GSON.fromString(job.toString(), Job.class);
            Bigquery.Jobs.Insert insert =
                    bigQuery.jobs().insert(resource.getJobReference().getProjectId(), resource);
            calls.rest(GoogleCall.JOBS_INSERT, insert::execute);
            return true;
        } catch (IOException | RuntimeException e) {
            if (ErrorClassifier.is(e, CONFLICT)) {
                return false;
            }
            throw ErrorClassifier.rest(e);
        }
    }

    @Override
    public Optional<ObjectNode> get(JobRef ref) {
        try {
            Bigquery.Jobs.Get get =
                    bigQuery.jobs().get(ref.project(), ref.jobId()).setLocation(ref.location());
            Job job = calls.rest(GoogleCall.JOBS_GET, get::execute);
            return Optional.of((ObjectNode) jackson.readTree(GSON.toString(job)));
        } catch (IOException | RuntimeException e) {
            if (ErrorClassifier.is(e, NOT_FOUND)) {
                return Optional.empty();
            }
            throw ErrorClassifier.rest(e);
        }
    }
}
