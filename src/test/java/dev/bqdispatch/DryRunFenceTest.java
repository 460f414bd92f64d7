package dev.bqdispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.bqdispatch.action.Hidden;
import dev.bqdispatch.action.Jobs;
import dev.bqdispatch.action.Messengers;
import dev.bqdispatch.action.Tables;
import dev.bqdispatch.action.Web;
import dev.bqdispatch.fake.FakeWorld;
import dev.bqdispatch.fake.Gateway;
import dev.bqdispatch.gcp.BigQueryJobs;
import dev.bqdispatch.gcp.BigQueryTables;
import dev.bqdispatch.gcp.CallMeter;
import dev.bqdispatch.gcp.GcsObjects;
import dev.bqdispatch.gcp.RestClients;
import dev.bqdispatch.job.JobRef;
import dev.bqdispatch.job.ObjectUrl;
import dev.bqdispatch.job.TableName;
import dev.bqdispatch.ledger.Objects;
import dev.bqdispatch.metric.Metrics;
import dev.bqdispatch.rule.Hiding;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whatever a step forgets, a dry run has no hands. */
class DryRunFenceTest {
    private static final ObjectUrl INSIDE = new ObjectUrl("b", "journal/dry-run/x");
    private static final ObjectUrl OUTSIDE = new ObjectUrl("b", "journal/dry-runs/x");

    private final FakeWorld world = new FakeWorld();
    private final Gateway gateway = Gateway.to(world);
    private final Objects objects;
    private final Jobs jobs;
    private final Tables tables;

    DryRunFenceTest() throws IOException {
        RestClients clients = new RestClients(1);
        objects = DryRun.fenced(
                new GcsObjects(clients.storage(Optional.of(gateway.url())), CallMeter.none()),
                new ObjectUrl("b", "journal/dry-run/"));
        jobs = DryRun.fenced(new BigQueryJobs(clients.bigQuery(Optional.of(gateway.url())), CallMeter.none()));
        tables = DryRun.fenced(new BigQueryTables(
                clients.bigQuery(Optional.of(gateway.url())), CallMeter.of(new Metrics(new SimpleMeterRegistry()))));
    }

    @BeforeEach
    void anObject() {
        world.storage().createBucket("b");
        world.storage().put(OUTSIDE.toString(), "text");
    }

    @AfterEach
    void close() {
        gateway.close();
        world.close();
    }

    @Test
    void nothingIsWrittenOutsideItsFolder() {
        byte[] json = {'{', '}'};
        refused(() -> objects.create(OUTSIDE, json, Map.of()));
        refused(() -> objects.put(OUTSIDE, json));
        refused(() -> objects.copy(INSIDE, 1, OUTSIDE));
        refused(() -> objects.delete(OUTSIDE, 1));
        assertThat(gateway.calls().all()).isEmpty();
    }

    @Test
    void noJobIsSubmitted() {
        refused(() -> jobs.insert(JsonNodeFactory.instance.objectNode()));
        assertThat(gateway.calls().all()).isEmpty();
    }

    @Test
    void noTableIsMadeOrDropped() {
        refused(() -> tables.insert(JsonNodeFactory.instance.objectNode()));
        refused(() -> tables.delete(new TableName("acme", "d", "t")));
        assertThat(gateway.calls().all()).isEmpty();
    }

    @Test
    void nobodyIsToldAnything() {
        Hidden hidden = new Hidden(List.of(), new Hiding(Map.of(), false));
        Messengers messengers = DryRun.fenced(new Messengers(
                (token, message, quoted) -> {},
                ask -> {},
                (key, cipher) -> cipher,
                (topic, data, more) -> {},
                url -> "token"));
        refused(() -> messengers.slack().post("token", JsonNodeFactory.instance.objectNode(), hidden));
        refused(() -> messengers
                .web()
                .call(new Web.Ask(
                        URI.create("http://localhost/"), "GET", Map.of(), "", Duration.ofSeconds(1), hidden)));
        refused(() -> messengers.publisher().publish("projects/acme/topics/t", "", Map.of()));
    }

    @Test
    void allMayBeReadAndItsFolderWritten() {
        assertThat(tables.get(new TableName("acme", "d", "none"))).isEmpty();
        assertThat(objects.read(OUTSIDE)).isPresent();
        assertThat(objects.stat(OUTSIDE)).isPresent();
        assertThat(jobs.get(new JobRef("acme", "US", "none"))).isEmpty();
        assertThat(objects.create(INSIDE, new byte[] {'1'}, Map.of())).isPresent();
        objects.put(INSIDE, new byte[] {'2'});
        assertThat(world.storage().text(INSIDE.toString())).isEqualTo("2");
    }

    private static void refused(ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOf(IllegalStateException.class).hasMessageContaining("dry run");
    }
}
