package dev.bqdispatch.fake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.google.api.client.googleapis.json.GoogleJsonResponseException;
import com.google.api.services.bigquery.Bigquery;
import com.google.api.services.bigquery.model.Job;
import com.google.api.services.bigquery.model.JobConfiguration;
import com.google.api.services.bigquery.model.JobConfigurationExtract;
import com.google.api.services.bigquery.model.JobConfigurationQuery;
import com.google.api.services.bigquery.model.JobList;
import com.google.api.services.bigquery.model.JobReference;
import com.google.api.services.bigquery.model.Table;
import com.google.api.services.bigquery.model.TableReference;
import com.google.cloud.bigquery.JobId;
import com.google.cloud.bigquery.JobInfo;
import com.google.cloud.bigquery.QueryJobConfiguration;
import com.google.cloud.bigquery.TableId;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class FakeBigQueryTest {
    private static final String TOPIC = "projects/acme/topics/jobs";
    private static final String SUBSCRIPTION = "projects/acme/subscriptions/jobs";

    private final FakeWorld world = new FakeWorld();
    private final Gateway gateway = Gateway.to(world);
    private final Bigquery client = Clients.restBigQuery(gateway);

    @AfterEach
    void close() {
        gateway.close();
        world.close();
    }

    @Test
    void aQueryIsDoneWritesItsTableAndIsFoundWithItsLocation() throws IOException {
        insert("j1", "asia-east1", query("SELECT 1"));

        Job found = client.jobs().get("acme", "j1").setLocation("asia-east1").execute();

        assertThat(found.getStatus().getState()).isEqualTo("DONE");
        assertThat(found.getId()).isEqualTo("acme:asia-east1.j1");
        assertThat(found.getConfiguration().getJobType()).isEqualTo("QUERY");
        assertThat(found.getStatistics().getEndTime()).isPositive();
        assertThat(found.getStatistics().getQuery().getStatementType()).isEqualTo("SELECT");
        assertThat(world.bigQuery().tables().exists("acme:d.t")).isTrue();
        assertRefused(() -> client.jobs().get("acme", "j1").execute(), 404, "notFound");
    }

    @Test
    void anIdIsTakenOnlyInItsOwnLocation() throws IOException {
        insert("j1", "US", query("SELECT 1"));
        insert("j1", "EU", query("SELECT 1"));

        assertRefused(() -> insert("j1", "US", query("SELECT 2")), 409, "duplicate");
        assertThat(world.bigQuery().jobs()).hasSize(2);
    }

    @Test
    void anIdOutsideTheAlphabetIsRefused() {
        assertRefused(() -> insert("a/b", "US", query("SELECT 1")), 400, "invalid");
        assertRefused(() -> insert("a".repeat(1025), "US", query("SELECT 1")), 400, "invalid");
    }

    @Test
    void whatBigQueryAddsToAConfigurationItDoesNotTakeBack() throws IOException {
        world.bigQuery().failJobs(job -> true, new JobFailure("backendError", "Try again later"));
        JobConfiguration insert = query("INSERT INTO d.t SELECT 1");
        insert.getQuery().setDestinationTable(null);
        insert("dml", "US", insert);
        JobConfiguration select = query("SELECT 1");
        select.getQuery().setDestinationTable(null);
        insert("anonymous", "US", select);
        insert("extract", "US", extract());

        for (String id : List.of("dml", "anonymous", "extract")) {
            JobConfiguration told = client.jobs().get("acme", id).execute().getConfiguration();
            assertThatThrownBy(() -> insert(id + "2", "US", told)).hasMessageContaining("400");
        }
    }

    @Test
    void aJobRunsUntilTheTestCompletesItAndThenEachFormatIsPublished() throws IOException {
        world.pubSub().createSubscription(SUBSCRIPTION, TOPIC);
        world.announceJobsOn(TOPIC, EventFormat.A, EventFormat.B, EventFormat.A);
        world.bigQuery().completeManually();
        insert("j1", "US", query("SELECT 1"));

        assertThat(client.jobs().get("acme", "j1").execute().getStatus().getState())
                .isEqualTo("RUNNING");
        assertThat(world.pubSub().unacked()).isEmpty();
        world.bigQuery().completeAll();
        world.bigQuery().completeAll();

        assertThat(world.pubSub().unacked(SUBSCRIPTION))
                .hasSize(3)
                .first()
                .satisfies(message -> assertThat(message.text()).contains("\"after\":\"DONE\""));
    }

    @Test
    void aJobCompletesAfterItsDelay() throws IOException {
        world.bigQuery().completionDelay(Duration.ofMillis(50));
        insert("j1", "US", query("SELECT 1"));

        await().until(() ->
                client.jobs().get("acme", "j1").execute().getStatus().getState().equals("DONE"));
    }

    @Test
    void aJobFailsWhenToldAndThenWritesNothing() throws IOException {
        world.bigQuery().failJobs(job -> job.toString().contains("flaky"), new JobFailure("backendError", "try again"));
        insert("flaky1", "US", query("SELECT 1"));
        insert("bad1", "US", query("SELECT ERROR('no')"));

        assertThat(client.jobs()
                        .get("acme", "flaky1")
                        .execute()
                        .getStatus()
                        .getErrorResult()
                        .getReason())
                .isEqualTo("backendError");
        assertThat(client.jobs()
                        .get("acme", "bad1")
                        .execute()
                        .getStatus()
                        .getErrorResult()
                        .getReason())
                .isEqualTo("invalidQuery");
        assertThat(world.bigQuery().tables().names()).isEmpty();
    }

    @Test
    void anExtractWritesItsFile() throws IOException {
        insert("x1", "US", extract());

        assertThat(world.storage().text("gs://out/t-000000000000.json")).contains("acme:d.t");
    }

    @Test
    void aListingShowsOthersJobsAndConfigurationsOnlyWhenAsked() throws IOException {
        insert("mine", "US", query("SELECT 1"));
        world.bigQuery().add(SampleJob.query("theirs", "SELECT 2").toRest());
        world.bigQuery()
                .add(SampleJob.query("child", "SELECT 3").withParent("script").toRest());

        JobList own = client.jobs().list("acme").execute();
        JobList all = client.jobs()
                .list("acme")
                .setAllUsers(true)
                .setProjection("full")
                .setStateFilter(List.of("done"))
                .execute();

        assertThat(own.getJobs())
                .extracting(job -> job.getJobReference().getJobId())
                .containsExactly("mine");
        assertThat(own.getJobs().get(0).getConfiguration()).isNull();
        assertThat(all.getJobs())
                .extracting(job -> job.getConfiguration().getQuery().getQuery())
                .containsExactlyInAnyOrder("SELECT 1", "SELECT 2");
        JobList first =
                client.jobs().list("acme").setAllUsers(true).setMaxResults(1L).execute();
        assertThat(first.getJobs()).hasSize(1);
        assertThat(client.jobs()
                        .list("acme")
                        .setAllUsers(true)
                        .setPageToken(first.getNextPageToken())
                        .execute()
                        .getJobs())
                .hasSize(1);
    }

    @Test
    void aTableIsFoundAndDropped() throws IOException {
        world.bigQuery().tables().write("acme:d.t");

        assertThat(client.tables().get("acme", "d", "t").execute().getCreationTime())
                .isPositive();
        client.tables().delete("acme", "d", "t").execute();
        assertRefused(() -> client.tables().get("acme", "d", "t").execute(), 404, "notFound");
        assertRefused(() -> client.tables().delete("acme", "d", "t").execute(), 404, "notFound");
    }

    @Test
    void aTableIsMadeOnceAsDescribedAndListed() throws IOException {
        Table table = new Table()
                .setTableReference(new TableReference()
                        .setProjectId("acme")
                        .setDatasetId("d")
                        .setTableId("t"))
                .setDescription("mine");
        client.tables().insert("acme", "d", table).execute();

        assertThat(client.tables().get("acme", "d", "t").execute().getDescription())
                .isEqualTo("mine");
        assertThat(client.tables().list("acme", "d").execute().getTables())
                .singleElement()
                .satisfies(listed -> assertThat(listed.getId()).isEqualTo("acme:d.t"));
        assertRefused(() -> client.tables().insert("acme", "d", table).execute(), 409, "duplicate");
    }

    @Test
    void aPartitionIsDroppedWithoutItsTable() throws IOException {
        world.bigQuery().tables().write("acme:d.t");
        client.tables().delete("acme", "d", "t$20260301").execute();

        assertThat(world.bigQuery().tables().exists("acme:d.t")).isTrue();
    }

    @Test
    void theCloudClientSubmitsAndWaits() throws InterruptedException {
        world.bigQuery().completionDelay(Duration.ofMillis(20));
        QueryJobConfiguration query = QueryJobConfiguration.newBuilder("SELECT 1")
                .setDestinationTable(TableId.of("d", "t"))
                .setLabels(Map.of("a", "b"))
                .build();

        com.google.cloud.bigquery.Job job = Clients.bigQuery(gateway)
                .create(JobInfo.newBuilder(query)
                        .setJobId(JobId.newBuilder()
                                .setJob("j1")
                                .setLocation("EU")
                                .build())
                        .build());

        await().until(() -> Clients.bigQuery(gateway).getJob(job.getJobId()).isDone());
        assertThat(world.bigQuery().jobIds()).containsExactly("j1");
    }

    private Job insert(String id, String location, JobConfiguration configuration) throws IOException {
        JobReference reference =
                new JobReference().setJobId(id).setProjectId("acme").setLocation(location);
        return client.jobs()
                .insert("acme", new Job().setJobReference(reference).setConfiguration(configuration))
                .execute();
    }

    private static JobConfiguration query(String sql) {
        return new JobConfiguration()
                .setQuery(new JobConfigurationQuery().setQuery(sql).setDestinationTable(table("t")));
    }

    private static JobConfiguration extract() {
        return new JobConfiguration()
                .setExtract(new JobConfigurationExtract()
                        .setSourceTable(table("t"))
                        .setDestinationUris(List.of("gs://out/t-*.json")));
    }

    private static TableReference table(String name) {
        return new TableReference().setProjectId("acme").setDatasetId("d").setTableId(name);
    }

    private static void assertRefused(ThrowingCallable call, int code, String reason) {
        assertThatThrownBy(call).isInstanceOfSatisfying(GoogleJsonResponseException.class, e -> {
            assertThat(e.getStatusCode()).isEqualTo(code);
            assertThat(e.getDetails().getErrors().get(0).getReason()).isEqualTo(reason);
        });
    }
}
