package dev.bqdispatch.action;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bqdispatch.bus.Addresses;
import dev.bqdispatch.bus.Bus;
import dev.bqdispatch.fake.EventFormat;
import dev.bqdispatch.fake.FakeWorld;
import dev.bqdispatch.fake.Fault;
import dev.bqdispatch.fake.Gateway;
import dev.bqdispatch.fake.SampleJob;
import dev.bqdispatch.fault.Retrier;
import dev.bqdispatch.gcp.BigQueryTables;
import dev.bqdispatch.gcp.CallMeter;
import dev.bqdispatch.gcp.GcsObjects;
import dev.bqdispatch.gcp.RestClients;
import dev.bqdispatch.job.Decoded;
import dev.bqdispatch.job.EventDecoder;
import dev.bqdispatch.job.JobEvent;
import dev.bqdispatch.job.JobRef;
import dev.bqdispatch.job.ObjectUrl;
import dev.bqdispatch.ledger.Claims;
import dev.bqdispatch.ledger.EntryShelf;
import dev.bqdispatch.ledger.JobClaims;
import dev.bqdispatch.ledger.Lineage;
import dev.bqdispatch.ledger.Objects;
import dev.bqdispatch.ledger.OnceShelf;
import dev.bqdispatch.ledger.ServerClock;
import dev.bqdispatch.ledger.StateNames;
import dev.bqdispatch.ledger.TaskShelf;
import dev.bqdispatch.message.Dispatch;
import dev.bqdispatch.message.NotNow;
import dev.bqdispatch.message.Origin;
import dev.bqdispatch.message.RunAnswer;
import dev.bqdispatch.message.RunPlan;
import dev.bqdispatch.metric.Metrics;
import dev.bqdispatch.rule.AllowCall;
import dev.bqdispatch.rule.Policy;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ActionVerticleTest {
    private final Vertx vertx = Vertx.vertx();
    private final Bus bus = new Bus(vertx, Duration.ofMinutes(1));
    private final FakeWorld world = new FakeWorld();
    private final Gateway gateway = Gateway.to(world);

    @BeforeEach
    void deploy() throws IOException {
        world.storage().createBucket("ops");
        Objects objects = new GcsObjects(new RestClients(2).storage(Optional.of(gateway.url())), CallMeter.none());
        ObjectUrl folder = new ObjectUrl("ops", "x/");
        ActionVerticle.Reach reach = new ActionVerticle.Reach(
                new NoJobs(),
                new BigQueryTables(new RestClients(2).bigQuery(Optional.of(gateway.url())), CallMeter.none()),
                objects,
                new TaskShelf(objects, folder),
                new EntryShelf(objects, folder, folder, "acme"),
                claims(objects, new StateNames(folder)),
                new OnceShelf(objects, new StateNames(folder), new EntryShelf(objects, folder, folder, "acme")),
                NobodyTold.messengers(),
                name -> null);
        Metrics metrics = new Metrics(new SimpleMeterRegistry());
        vertx.deployVerticle(new ActionVerticle(
                        bus, metrics, reach, Clock.systemUTC(), RandomGenerator.getDefault(), Retrier.Patience.USUAL))
                .await();
    }

    @AfterEach
    void close() {
        vertx.close().await();
        gateway.close();
        world.close();
    }

    @Test
    void aJobWhosePlanStillRunsComesBackAfterAWhileAndNotAtOnce() {
        gateway.failNext(1, "objects.get", Fault.late(Duration.ofSeconds(1)));
        Future<RunAnswer> first = bus.ask(Addresses.RUN, new RunPlan(dispatch()));
        RunAnswer second = bus.ask(Addresses.RUN, new RunPlan(dispatch())).await();
        assertThat(second)
                .isInstanceOfSatisfying(
                        NotNow.class, notNow -> assertThat(notNow.why()).isEqualTo(NotNow.Why.EVENT));
        assertThat(first.await()).isInstanceOf(RunAnswer.Ran.class);
    }

    private static JobClaims claims(Objects objects, StateNames names) {
        ServerClock clock = new ServerClock(objects, names, System::nanoTime, () -> "token");
        return new JobClaims(objects, new Claims(objects, names, clock, System::nanoTime, () -> "token"));
    }

    private static Dispatch dispatch() {
        byte[] event = SampleJob.load("load-1", "acme:d.t", "gs://data/x")
                .event(EventFormat.A)
                .toString()
                .getBytes(StandardCharsets.UTF_8);
        Decoded.Finished job = (Decoded.Finished) new EventDecoder().decode(event);
        return new Dispatch(
                new JobEvent(job.job(), job.format(), "1", Instant.now(), 1, job.resource()),
                new Origin.FromRoute("r", "c", false, Map.of()),
                List.of(),
                List.of(),
                List.of(),
                Lineage.ofRoot(job.job().ref()),
                null,
                null,
                new Policy("acme", Duration.ofHours(1), 20, 5, "us-central1", AllowCall.NONE),
                "v",
                List.of());
    }

    /** No action of this plan submits one. */
    private static final class NoJobs implements Jobs {
        @Override
        public boolean insert(ObjectNode job) {
            throw new AssertionError(job);
        }

        @Override
        public Optional<ObjectNode> get(JobRef ref) {
            throw new AssertionError(ref);
        }
    }
}
