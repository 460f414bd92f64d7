package dev.bqdispatch.gcp;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.api.services.bigquery.Bigquery;
import dev.bqdispatch.action.Jobs;
import dev.bqdispatch.job.JobRef;
import dev.bqdispatch.match.JobRecords;
import dev.bqdispatch.metric.GoogleCall;
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
        String project = job.at("/jobReference/projectId").asText();
        return calls.unless(CONFLICT, GoogleCall.JOBS_INSERT, () -> {
                    RawPost.of(bigQuery, "projects/{projectId}/jobs", project, "", job.toString())
                            .execute();
                    return true;
                })
                .orElse(false);
    }

    @Override
    public Optional<ObjectNode> get(JobRef ref) {
        return calls.unless(NOT_FOUND, GoogleCall.JOBS_GET, () -> (ObjectNode) jackson.readTree(bigQuery.jobs()
                .get(ref.project(), ref.jobId())
                .setLocation(ref.location())
                .executeUnparsed()
                .parseAsString()));
    }
}
