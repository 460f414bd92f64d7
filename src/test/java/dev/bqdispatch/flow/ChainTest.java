package dev.bqdispatch.flow;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.bqdispatch.fake.EventFormat;
import dev.bqdispatch.fake.JobFailure;
import dev.bqdispatch.fake.SampleJob;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What follows from one job. */
class ChainTest {
    private static final SampleJob LOADED =
            SampleJob.load("load-1", "acme:staging.orders_20260301", "gs://data/in/orders.csv");

    private final Scene scene = new Scene();

    @AfterEach
    void close() {
        scene.close();
    }

    @Test
    void aChainOfThreeJobsRunsToItsEnd() {
        run(Routes.CHAIN);
        assertThat(scene.world().bigQuery().jobIds())
                .containsExactly(
                        "load-1",
                        "load-1--000_copy--dispatch",
                        "load-1--000-000_query--dispatch",
                        "load-1--000-000-000_export--dispatch");
        assertThat(scene.names("gs://data/")).containsExactly("done/20260301/orders.csv", "out/20260301.csv");
    }

    @Test
    void everyJobOfAChainLeavesAnEntryAndItsTaskBesideIt() {
        run(Routes.CHAIN);
        assertThat(scene.names("gs://ops/"))
                .containsExactly(
                        "journal/2026-03-01_12/load-1-job.json",
                        "journal/2026-03-01_12/load-1/000-000-000_export/dispatch-job.json",
                        "journal/2026-03-01_12/load-1/000-000-000_export/dispatch.json",
                        "journal/2026-03-01_12/load-1/000-000_query/dispatch-job.json",
                        "journal/2026-03-01_12/load-1/000-000_query/dispatch.json",
                        "journal/2026-03-01_12/load-1/000_copy/dispatch-job.json",
                        "journal/2026-03-01_12/load-1/000_copy/dispatch.json");
    }

    @Test
    void anEntryTellsWhereItsJobStandsInTheChain() {
        run(Routes.CHAIN);
        JsonNode response = scene.entry("load-1--000-000_query--dispatch").path("Response");
        assertThat(response.path("ChainID").asText()).isEqualTo("load-1");
        assertThat(response.path("Parent").asText()).isEqualTo("load-1--000_copy--dispatch");
        assertThat(response.path("Depth").asInt()).isEqualTo(2);
        assertThat(response.path("Continues").asText()).isEqualTo("load-1--000-000-000_export--dispatch");
        assertThat(response.path("MatchedURL").asText()).isEqualTo("gs://ops/tasks/load-1/000-000_query/dispatch.json");
    }

    @Test
    void theRestOfAPlanIsFilledInFromTheJobThatStartedIt() {
        run("""
                {"When": {"Dest": "orders_(?P<day>\\\\d{8})$"}, "OnSuccess": [
                  {"Action": "copy", "Request": {"Dest": "shop.orders"}},
                  {"Action": "export", "Request": {"DestURL": "gs://data/out/$day/$JobID.avro"}}]}
                """);
        JsonNode extract = scene.submitted("load-1--000-000_export--dispatch_nop")
                .orElseThrow()
                .path("extract");
        assertThat(extract.path("destinationUris").path(0).asText()).isEqualTo("gs://data/out/20260301/load-1.avro");
        assertThat(extract.path("sourceTable").path("tableId").asText()).isEqualTo("orders_20260301");
    }

    @Test
    void whatAnActionNestsIsFilledInFromItsOwnJob() {
        run("""
                {"When": {"Dest": "orders_"}, "OnSuccess": [
                  {"Action": "copy", "Request": {"Dest": "shop.orders"}, "OnSuccess": [
                    {"Action": "export", "Request": {"DestURL": "gs://data/out/$DestTable.csv"}}]}]}
                """);
        JsonNode extract = scene.submitted("load-1--000-000_export--dispatch_nop")
                .orElseThrow()
                .path("extract");
        assertThat(extract.path("destinationUris").path(0).asText()).isEqualTo("gs://data/out/shop.orders.csv");
        assertThat(extract.path("sourceTable").path("tableId").asText()).isEqualTo("orders");
    }

    @Test
    void whereAChildRunsMayComeFromTheEnvironment() {
        scene.withEnv("WHERE", "elsewhere").withEnv("PLACE", "europe-west1").withEnv("TASKS", "gs://ops/tasks/");
        run("""
                {"When": {"Dest": "orders_"}, "OnSuccess": [
                  {"Action": "copy", "ProjectID": "${env.WHERE}", "Location": "${env.PLACE}",
                   "DeferTaskURL": "${env.TASKS}", "Request": {"Dest": "shop.orders"}},
                  {"Action": "delete", "Request": {"URLs": "$LoadURIs"}}]}
                """);
        assertThat(scene.world().bigQuery().jobs().get(1).path("jobReference").toString())
                .contains("\"projectId\":\"elsewhere\"")
                .contains("\"location\":\"europe-west1\"");
        assertThat(scene.names("gs://data/")).as("the rest of the plan").isEmpty();
    }

    @Test
    void twoAsyncBranchesEachContinueByThemselves() {
        run("""
                {"When": {"Dest": "orders_"}, "OnSuccess": [
                  {"Action": "copy", "Async": true, "Request": {"Dest": "shop.left"}, "OnSuccess": [
                    {"Action": "export", "Request": {"DestURL": "gs://data/out/left.csv"}}]},
                  {"Action": "copy", "Async": true, "Request": {"Dest": "shop.right"}, "OnSuccess": [
                    {"Action": "export", "Request": {"DestURL": "gs://data/out/right.csv"}}]},
                  {"Action": "delete", "Request": {"URLs": "$LoadURIs"}}]}
                """);
        assertThat(scene.names("gs://data/")).containsExactly("out/left.csv", "out/right.csv");
        assertThat(scene.world().bigQuery().jobIds())
                .containsExactlyInAnyOrder(
                        "load-1",
                        "load-1--000_copy--dispatch",
                        "load-1--000-000_export--dispatch_nop",
                        "load-1--001_copy--dispatch",
                        "load-1--001-000_export--dispatch_nop");
    }

    @Test
    void aFailedJobRunsTheActionsForFailure() {
        scene.with(Scene.config("""
                {"When": {"Dest": "orders_"}, "OnFailure": [
                  {"Action": "move", "Request": {"SourceURLs": "$LoadURIs", "DestURL": "gs://data/bad"}}]}
                """));
        scene.world().storage().put("gs://data/in/orders.csv", "1,2");
        scene.start();
        scene.publish(LOADED.failed("invalid", "no number"), EventFormat.A).settle();
        assertThat(scene.names("gs://data/")).containsExactly("bad/orders.csv");
        JsonNode response = scene.entry("load-1").path("Response");
        assertThat(response.path("Status").asText()).isEqualTo("ok");
        assertThat(response.path("JobError").asText()).isEqualTo("no number");
    }

    @Test
    void aFailedChildAbandonsTheRestOfThePlanAloud() {
        scene.world()
                .bigQuery()
                .failJobs(job -> job.path("configuration").has("copy"), new JobFailure("notFound", "no table"));
        run("""
                {"When": {"Dest": "orders_"}, "OnSuccess": [
                  {"Action": "copy", "Request": {"Dest": "shop.orders"}, "OnFailure": [
                    {"Action": "move", "Request": {"SourceURL": "gs://data/in/orders.csv", "DestURL": "gs://data/bad/"}}]},
                  {"Action": "delete", "Request": {"URL": "gs://data/in/orders.csv"}}]}
                """);
        JsonNode entry = scene.failedEntry("load-1--000_copy--dispatch");
        JsonNode response = entry.path("Response");
        assertThat(response.path("Status").asText()).isEqualTo("error");
        assertThat(response.path("JobError").asText()).isEqualTo("no table");
        assertThat(response.path("Abandoned"))
                .extracting(a -> a.path("Action").asText())
                .isEqualTo(List.of("delete"));
        assertThat(entry.path("Actions").path(0).path("Status").asText()).isEqualTo("done");
        assertThat(scene.names("gs://data/")).containsExactly("bad/orders.csv");
    }

    private void run(String route) {
        scene.with(Scene.config(route));
        scene.world().storage().put("gs://data/in/orders.csv", "1,2");
        scene.start();
        scene.publish(LOADED, EventFormat.A).settle();
    }
}
