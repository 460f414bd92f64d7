package dev.bqdispatch.config;

import dev.bqdispatch.bus.Addresses;
import dev.bqdispatch.bus.Bus;
import dev.bqdispatch.message.HealthChanged;
import dev.bqdispatch.message.RulesPublished;
import dev.bqdispatch.metric.Metrics;
import dev.bqdispatch.rule.Problem;
import io.vertx.config.ConfigRetriever;
import io.vertx.config.ConfigRetrieverOptions;
import io.vertx.config.ConfigStoreOptions;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Watches the document and the routes that it names, and announces each new valid version on {@link Addresses#RULES}; says on
 * {@link Addresses#HEALTH} how the configuration is.
 */
public final class ConfigVerticle extends VerticleBase {
    private static final Logger LOG = LoggerFactory.getLogger(ConfigVerticle.class);

    private final ConfigSource source;
    private final Loaded first;
    private final Lookout lookout;
    private final VersionJudge judge;
    private final Bus bus;
    private final ConfigMeter meter;
    private @Nullable ConfigRetriever retriever;
    private @Nullable HealthChanged said;

    /**
     * To be deployed after those who listen.
     *
     * @param first what every part of the service starts with; not announced
     * @param places ways to Cloud Storage
     */
    public ConfigVerticle(
            ConfigSource source,
            Loaded first,
            ConfigReader reader,
            Places places,
            Bus bus,
            Metrics metrics,
            Clock clock) {
        this.source = source;
        this.first = first;
        this.lookout = lookout(source, first.bundle(), reader, places);
        this.judge = new VersionJudge(first.configuration(), reader);
        this.bus = bus;
        this.meter = new ConfigMeter(metrics, clock);
    }

    @Override
    public Future<?> start() {
        meter.start(first.configuration().rules());
        say(new HealthChanged("config", HealthChanged.State.UP, ""));
        if (!(source instanceof ConfigSource.Inline) || first.bundle().routes().isPresent()) {
            watch(LookoutStoreFactory.options(vertx, deploymentID(), lookout));
        }
        return Future.succeededFuture();
    }

    @Override
    public Future<?> stop() {
        return retriever == null ? Future.succeededFuture() : retriever.close();
    }

    private static Lookout lookout(ConfigSource source, Bundle known, ConfigReader reader, Places places) {
        DocumentPlace place = source.place(places);
        // Of a file the version is a hash, and what marks a change is its time.
        String mark =
                source instanceof ConfigSource.File ? null : known.document().version();
        return new Lookout(place, places::folder, reader::routesUrl, known, mark);
    }

    private void watch(ConfigStoreOptions store) {
        ConfigRetrieverOptions options = new ConfigRetrieverOptions()
                .setIncludeDefaultStores(false)
                .setScanPeriod(first.configuration().settings().checkIn().toMillis())
                .addStore(store);
        ConfigRetriever watching = ConfigRetriever.create(vertx, options);
        retriever = watching;
        watching.listen(change -> seen());
        watching.getConfig().onSuccess(seen -> seen()).onFailure(this::broken);
    }

    /** Reading thousands of routes takes its time, so it is done beside the event loop, one version after the other. */
    private void seen() {
        vertx.executeBlocking(() -> judge.judge(lookout.latest()))
                .onSuccess(this::apply)
                .onFailure(this::broken);
    }

    private void broken(Throwable error) {
        LOG.atError().setCause(error).log("the configuration can't be watched");
        say(new HealthChanged("config", HealthChanged.State.DEGRADED, "the configuration can't be watched: " + error));
    }

    private void apply(Verdict verdict) {
        meter.judged(verdict);
        if (verdict instanceof Verdict.Accepted accepted) {
            accepted.warnings().forEach(warning -> tell("warning", warning));
            LOG.atInfo()
                    .addKeyValue("version", accepted.rules().version())
                    .addKeyValue("routes", accepted.rules().routes().size())
                    .log("a new version of the configuration is in force");
            meter.inForce(accepted.rules());
            bus.announce(Addresses.RULES, new RulesPublished(accepted.rules()));
        } else if (verdict instanceof Verdict.Refused refused) {
            refused.faults().forEach(fault -> tell("error", fault));
            refused.warnings().forEach(warning -> tell("warning", warning));
        } else if (verdict instanceof Verdict.Doubted doubted) {
            LOG.atWarn().addKeyValue("reason", doubted.reason()).log("the configuration can't be looked at");
        }
        say(verdict.health());
    }

    /** As the command {@code validate} says it. */
    private static void tell(String what, Problem problem) {
        LOG.atWarn().log(what + ": " + problem);
    }

    private void say(HealthChanged health) {
        if (health.equals(said)) {
            return;
        }
        said = health;
        if (!health.reason().isEmpty()) {
            LOG.warn(health.reason());
        }
        bus.announce(Addresses.HEALTH, health);
    }
}
