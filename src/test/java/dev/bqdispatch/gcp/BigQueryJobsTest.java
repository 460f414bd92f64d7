package dev.bqdispatch.gcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bqdispatch.action.Jobs;
import dev.bqdispatch.fake.FakeWorld;
import dev.bqdispatch.fake.Fault;
import dev.bqdispatch.fake.Gateway;
import dev.bqdispatch.fault.CallFailed;
import dev.bqdispatch.job.JobRef;
import java.io.IOException;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BigQueryJobsTest {
    private static final JobRef CHILD = new JobRef("acme", "asia-northeast1", "x--000_copy--dispatch");

    private final FakeWorld world = new FakeWorld();
    private final Gateway gateway = Gateway.to(world);
    private Jobs jobs;

    @BeforeEach
    void connect() throws IOException {
        jobs = new BigQueryJobs(new RestClients(4).bigQuery(Optional.of(gateway.url())));
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
}
