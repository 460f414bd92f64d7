package dev.bqdispatch.gcp;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.api.services.bigquery.Bigquery;
import dev.bqdispatch.action.Jobs;
import dev.bqdispatch.job.JobRef;
import dev.bqdispatch.match.JobRecords;
import dev.bqdispatch.metric.GoogleCall;
import java.io.IOException;
import java.util.Optional;

/** Jobs through BigQuery's REST API, each method one attempt; resources pass through as they are. */
public final class BigQueryJobs implements Jobs, JobRecords {
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
            String project = job.at("/jobReference/projectId").asText();
            RawPost post = RawPost.of(bigQuery, "projects/{projectId}/jobs", project, "", job.toString());
            calls.rest(GoogleCall.JOBS_INSERT, post::execute);
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
            String job =
                    calls.rest(GoogleCall.JOBS_GET, () -> get.executeUnparsed().parseAsString());
            return Optional.of((ObjectNode) jackson.readTree(job));
        } catch (IOException | RuntimeException e) {
            if (ErrorClassifier.is(e, NOT_FOUND)) {
                return Optional.empty();
            }
            throw ErrorClassifier.rest(e);
        }
    }
}
