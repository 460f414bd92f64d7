package dev.bqdispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.bqdispatch.action.Jobs;
import dev.bqdispatch.fake.FakeWorld;
import dev.bqdispatch.fake.Gateway;
import dev.bqdispatch.gcp.BigQueryJobs;
import dev.bqdispatch.gcp.GcsObjects;
import dev.bqdispatch.gcp.RestClients;
import dev.bqdispatch.job.JobRef;
import dev.bqdispatch.job.ObjectUrl;
import dev.bqdispatch.ledger.Objects;
import java.io.IOException;
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

    DryRunFenceTest() throws IOException {
        RestClients clients = new RestClients(1);
        objects = DryRun.fenced(
                new GcsObjects(clients.storage(Optional.of(gateway.url()))), new ObjectUrl("b", "journal/dry-run/"));
        jobs = DryRun.fenced(new BigQueryJobs(clients.bigQuery(Optional.of(gateway.url()))));
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
    void allMayBeReadAndItsFolderWritten() {
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
