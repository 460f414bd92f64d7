package dev.bqdispatch.gcp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.api.services.bigquery.Bigquery;
import dev.bqdispatch.action.Jobs;
import dev.bqdispatch.job.JobRef;
import dev.bqdispatch.match.JobRecords;
import dev.bqdispatch.metric.GoogleCall;
import dev.bqdispatch.reconcile.JobLists;
import java.io.IOException;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Jobs through BigQuery's REST API, each method one attempt; resources pass through as they are. */
public final class BigQueryJobs implements Jobs, JobRecords, JobLists {
    private static final int CONFLICT = 409;
    private static final int NOT_FOUND = 404;

    /** A page may have to be in memory whole, and a statement has a megabyte at most. */
    private static final long PAGE = 200;

    /** What matching needs; the statistics of a job can be bigger than all else. */
    private static final String LISTED = "nextPageToken,jobs(id,jobReference,status,user_email,configuration,"
            + "statistics(creationTime,startTime,endTime,parentJobId,query(statementType)))";

    private final ObjectMapper jackson = new ObjectMapper();
    private final Bigquery bigQuery;
    private final CallMeter calls;

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

    @Override
    public Page finished(String project, Instant created, @Nullable String from) {
        try {
            Bigquery.Jobs.List list = bigQuery.jobs()
                    .list(project)
                    .setAllUsers(true)
                    .setProjection("full")
                    .setStateFilter(List.of("done"))
                    .setMinCreationTime(BigInteger.valueOf(created.toEpochMilli()))
                    .setMaxResults(PAGE)
                    .setPageToken(from)
                    .setFields(LISTED);
            JsonNode page = calls.rest(
                    GoogleCall.JOBS_LIST,
                    () -> jackson.readTree(list.executeUnparsed().parseAsString()));
            List<ObjectNode> jobs = new ArrayList<>();
            page.path("jobs").forEach(job -> jobs.add((ObjectNode) job));
            String next = page.path("nextPageToken").asText();
            return new Page(jobs, next.isEmpty() ? null : next);
        } catch (IOException | RuntimeException e) {
            throw ErrorClassifier.rest(e);
        }
    }
}
