package dev.bqdispatch.gcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.api.services.bigquery.Bigquery;
import dev.bqdispatch.action.Jobs;
import dev.bqdispatch.fake.FakeWorld;
import dev.bqdispatch.fake.Fault;
import dev.bqdispatch.fake.Gateway;
import dev.bqdispatch.fake.SampleJob;
import dev.bqdispatch.fault.CallFailed;
import dev.bqdispatch.job.CompletedJob;
import dev.bqdispatch.job.Decoded;
import dev.bqdispatch.job.JobRef;
import dev.bqdispatch.job.JobResource;
import dev.bqdispatch.reconcile.JobLists;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BigQueryJobsTest {
    private static final JobRef CHILD = new JobRef("acme", "asia-northeast1", "x--000_copy--dispatch");

    private final FakeWorld world = new FakeWorld();
    private final Gateway gateway = Gateway.to(world);
    private Bigquery bigQuery;
    private Jobs jobs;

    @BeforeEach
    void connect() throws IOException {
        bigQuery = new RestClients(4).bigQuery(Optional.of(gateway.url()));
        jobs = new BigQueryJobs(bigQuery, CallMeter.none());
    }

    @AfterEach
    void disconnect() {
        gateway.close();
        world.close();
    }

    private static ObjectNode query() throws IOException {
        return (ObjectNode) new ObjectMapper().readTree("""
                {"jobReference": {"projectId": "acme", "location": "asia-northeast1", "jobId": "x--000_copy--dispatch"},
                 "configuration": {"labels": {"bqdispatch_depth": "1"}, "query": {"query": "SELECT 1", "useLegacySql": false}}}
                """);
    }

    @Test
    void aJobIsSubmittedOnceUnderItsId() throws IOException {
        assertThat(jobs.insert(query())).isTrue();
        assertThat(jobs.insert(query())).isFalse();
        assertThat(world.bigQuery().jobs()).hasSize(1);
    }

    @Test
    void aJobOutsideTheMultiRegionsIsFoundWhereItIs() throws IOException {
        jobs.insert(query());

        ObjectNode job = jobs.get(CHILD).orElseThrow();

        assertThat(job.at("/configuration/labels/bqdispatch_depth").asText()).isEqualTo("1");
        assertThat(job.at("/status/state").asText()).isEqualTo("DONE");
    }

    @Test
    void whatTheClientWouldNotWriteSoIsSubmittedAsItIs() throws IOException {
        ObjectNode load = query();
        ((ObjectNode) load.path("configuration")).remove("query");
        ((ObjectNode) load.path("configuration")).set("load", new ObjectMapper().readTree("""
                        {"skipLeadingRows": "1", "newer": {"x": 1},
                         "schema": {"fields": [{"name": "a", "type": "STRING", "maxLength": 5}]}}
                        """));
        jobs.insert(load);

        assertThat(world.bigQuery().jobs().get(0).at("/configuration/load")).isEqualTo(load.at("/configuration/load"));
        assertThat(jobs.get(CHILD).orElseThrow().at("/configuration/load")).isEqualTo(load.at("/configuration/load"));
    }

    @Test
    void aJobThatIsNotThereIsNoError() {
        assertThat(jobs.get(CHILD)).isEmpty();
    }

    @Test
    void aLostReplyIsTransientAndTheJobIsThere() throws IOException {
        gateway.failNext(1, "jobs.insert", Fault.loseReply());
        ObjectNode query = query();

        CallFailed failed = catchThrowableOfType(CallFailed.class, () -> jobs.insert(query));

        assertThat(failed.failure().isTransient()).isTrue();
        assertThat(jobs.insert(query())).isFalse();
    }

    @Test
    void finishedJobsOfAllUsersAreListedPageByPage() {
        Instant noon = Instant.parse("2026-03-01T12:00:00Z");
        for (int i = 0; i < 201; i++) {
            world.bigQuery()
                    .add(SampleJob.query("job-" + i, "SELECT " + i, "acme:d.t").toRest());
        }
        world.bigQuery()
                .add(SampleJob.query("old", "SELECT 1")
                        .endedAt(noon.minusSeconds(60))
                        .toRest());
        world.bigQuery()
                .add(SampleJob.query("script_job_1", "SELECT 1")
                        .withParent("job-1")
                        .toRest());
        world.bigQuery()
                .add(SampleJob.query("other", "SELECT 1").withProject("other").toRest());
        ObjectNode running = SampleJob.query("running", "SELECT 1").toRest();
        ((ObjectNode) running.path("status")).put("state", "RUNNING");
        world.bigQuery().add(running);
        JobLists lists = new BigQueryJobs(bigQuery, CallMeter.none());

        JobLists.Page first = lists.finished("acme", noon.minusSeconds(30), null);
        JobLists.Page second = lists.finished("acme", noon.minusSeconds(30), first.next());

        assertThat(first.jobs()).hasSize(200);
        assertThat(second.jobs()).hasSize(1);
        assertThat(second.next()).isNull();
    }

    @Test
    void aListedJobIsToldAsFarAsMatchingNeedsIt() {
        SampleJob job = SampleJob.query("job", "SELECT 1", "acme:d.t")
                .withLabels(Map.of("team", "sales"))
                .failed("backendError", "try again");
        world.bigQuery().add(job.toRest());
        JobLists lists = new BigQueryJobs(bigQuery, CallMeter.none());

        ObjectNode listed = lists.finished("acme", Instant.EPOCH, null).jobs().get(0);

        CompletedJob known = ((Decoded.Finished) JobResource.read(job.toRest())).job();
        assertThat(((Decoded.Finished) JobResource.read(listed)).job()).isEqualTo(known);
        assertThat(listed.path("statistics").has("totalBytesProcessed")).isFalse();
    }

    @Test
    void aProjectWithoutJobsHasAnEmptyList() {
        JobLists.Page page = new BigQueryJobs(bigQuery, CallMeter.none()).finished("acme", Instant.EPOCH, null);
        assertThat(page.jobs()).isEmpty();
        assertThat(page.next()).isNull();
    }
}
