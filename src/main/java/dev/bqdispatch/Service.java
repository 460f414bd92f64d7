package dev.bqdispatch;

import dev.bqdispatch.bus.Addresses;
import dev.bqdispatch.bus.Bus;
import dev.bqdispatch.cli.Build;
import dev.bqdispatch.cli.Startup;
import dev.bqdispatch.config.ApiAccess;
import dev.bqdispatch.config.ConfigVerticle;
import dev.bqdispatch.config.ServeOptions;
import dev.bqdispatch.config.Settings;
import dev.bqdispatch.gcp.CallMeter;
import dev.bqdispatch.gcp.PubSubSubscription;
import dev.bqdispatch.ingest.IngestSettings;
import dev.bqdispatch.ingest.IngestVerticle;
import dev.bqdispatch.ingest.MemoryShare;
import dev.bqdispatch.ingest.Subscription;
import dev.bqdispatch.message.HealthChanged;
import dev.bqdispatch.metric.Metric;
import dev.bqdispatch.metric.Metrics;
import dev.bqdispatch.metric.PoolMeters;
import dev.bqdispatch.ops.Access;
import dev.bqdispatch.ops.OpsVerticle;
import dev.bqdispatch.reconcile.Reach;
import dev.bqdispatch.reconcile.ReconcileVerticle;
import dev.bqdispatch.rule.Rules;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.time.Duration;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The whole service: builds every part, deploys those that answer before those that ask, so ingest and the reconciler come last, and takes
 * them down the other way round. The parts know each other by the bus alone.
 */
public final class Service {
    /** A plan that was told to stop still has a step to finish before its answer comes. */
    private static final Duration LAST_STEP = Duration.ofMinutes(2);

    /** As many as the reconciler has at hand at a time. */
    private static final int RECONCILERS = 8;

    private static final Logger LOG = LoggerFactory.getLogger(Service.class);

    private final Startup startup;
    private final Settings settings;
    private final Pace pace;
    private final Function<String, @Nullable String> env;

    private final Outside outside;
    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final Metrics metrics = new Metrics(registry);
    private final JvmMeters jvm = new JvmMeters();
    private final Vertx vertx = Vertx.builder()
            .with(Stages.vertxOptions())
            .withMetrics(options -> new PoolMeters(metrics))
            .build();
    private final Bus bus;
    private final Future<PubSubSubscription> subscription;
    private final OpsVerticle ops;
    private final ReconcileVerticle reconcile;
    private final Deployed deployed = new Deployed(vertx);
    private volatile @Nullable IngestVerticle pulling;
    private @Nullable Future<Void> closed;

    private Service(Startup startup, Pace pace, Function<String, @Nullable String> env) throws IOException {
        this.startup = startup;
        this.settings = startup.settings();
        this.pace = pace;
        this.env = env;

        ServeOptions options = startup.options();
        CallMeter calls = CallMeter.of(metrics);
        outside = Outside.open(options, settings, pace.clock(), pace.nanos(), calls, env);
        bus = new Bus(vertx, pace.leases().longest().plus(LAST_STEP));
        subscription = PubSubSubscription.open(
                vertx, settings.subscription(), options.pubSubEmulator(), Outside.transport(options), calls);
        ApiAccess api = options.api();
        ops = new OpsVerticle(
                options.host(),
                options.port(),
                registry::scrape,
                bus,
                new Access(api.readToken(), api.adminToken(), api.open()));
        reconcile = reconciler();
    }

    /**
     * Starts the service.
     *
     * @param env the environment, by name
     * @return fails with a sentence for the operator
     * @throws IOException if there are no credentials
     */
    public static Future<Service> start(Startup startup, Pace pace, Function<String, @Nullable String> env)
            throws IOException {
        Service service = new Service(startup, pace, env);
        // A future of Vert.x's own answers on an event loop, and after a close there is none.
        Promise<Service> started = Promise.promise();
        service.deploy()
                .onSuccess(up -> started.complete(service))
                .onFailure(error -> service.close().onComplete(closed -> started.fail(error)));
        return started.future();
    }

    private Future<Void> deploy() {
        Rules rules = startup.loaded().configuration().rules();
        metrics.inform(Metric.BUILD, Build.version(), Build.java());
        boolean dryRun = startup.options().dryRun();
        metrics.show(Metric.DRY_RUN, () -> dryRun ? 1 : 0);
        Stages stages = new Stages(bus, metrics, outside, settings, rules, pace, env);
        return deployed.deploy(ops)
                .onSuccess(up -> sayDryRun(dryRun))
                .compose(up -> stages.deploy(deployed))
                .compose(up -> dryRun ? Future.succeededFuture() : stages.deployReplay(deployed))
                .compose(up -> deployed.deploy(config()))
                .compose(up -> subscription)
                .compose(opened -> {
                    IngestVerticle ingest = ingest(opened);
                    return deployed.deploy(ingest)
                            .compose(up -> dryRun
                                    ? Future.succeededFuture()
                                    : deployed.deployWithWorkers("reconcile", RECONCILERS, reconcile))
                            .onSuccess(up -> pulling = ingest);
                })
                .onSuccess(up -> {
                    // Only now: nobody waits for these, and the first pull waits for nothing.
                    vertx.executeBlocking(() -> {
                        jvm.bindTo(registry);
                        return true;
                    });
                });
    }

    private void sayDryRun(boolean dryRun) {
        if (dryRun) {
            String what = "a dry run: nothing is done; what would be is told under " + settings.journalUrl();
            bus.announce(Addresses.HEALTH, new HealthChanged("dry-run", HealthChanged.State.UP, what));
            LOG.atWarn().addKeyValue("subscription", settings.subscription()).log(what);
        }
    }

    private ConfigVerticle config() {
        return new ConfigVerticle(
                startup.source(), startup.loaded(), startup.reader(), outside.places(), bus, metrics, pace.clock());
    }

    private IngestVerticle ingest(Subscription opened) {
        return new IngestVerticle(
                new IngestSettings(
                        settings.maxInFlight(),
                        settings.pulls(),
                        pace.leases(),
                        MemoryShare.ofHeap(Runtime.getRuntime().maxMemory())),
                opened,
                bus,
                metrics,
                pace.clock(),
                pace.random()::nextDouble);
    }

    private ReconcileVerticle reconciler() {
        Rules rules = startup.loaded().configuration().rules();
        Reach reach = new Reach(
                outside.lists(),
                outside.tasks(),
                outside.entries(),
                outside.objects(),
                outside.claims(),
                outside.jobClaims(),
                outside.serverClock());
        return new ReconcileVerticle(bus, metrics, reach, rules, pace.clock(), pace.random(), pace.patience());
    }

    /** The port that health and metrics are served at. */
    public int port() {
        return ops.port();
    }

    /**
     * Ends the service: stops pulling, lets plans stop at their next step for as long as {@code DrainTimeoutMs} says,
     * gives back the rest, then takes the parts down.
     *
     * @return never fails; the same for every call
     */
    public synchronized Future<Void> close() {
        if (closed == null) {
            Promise<Void> promise = Promise.promise();
            closed = promise.future();
            Duration patience = settings.drainTimeout();
            IngestVerticle ingest = pulling;
            Future<?> drained = ingest == null
                    ? Future.succeededFuture()
                    : Future.join(ingest.drain(patience), reconcile.drain(patience));
            drained.transform(done -> deployed.undeploy())
                    .transform(done -> subscription)
                    .onComplete(opened -> {
                        if (opened.succeeded()) {
                            opened.result().close();
                        }
                        outside.close();
                        jvm.close();
                        vertx.close().onComplete(end -> promise.complete());
                    });
        }
        return closed;
    }
}
