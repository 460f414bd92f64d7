package dev.bqdispatch;

import dev.bqdispatch.action.ActionVerticle;
import dev.bqdispatch.bus.Bus;
import dev.bqdispatch.config.Settings;
import dev.bqdispatch.journal.JournalVerticle;
import dev.bqdispatch.match.JobPlaces;
import dev.bqdispatch.match.JobVerticle;
import dev.bqdispatch.match.MatchVerticle;
import dev.bqdispatch.match.TaskVerticle;
import dev.bqdispatch.metric.Metrics;
import dev.bqdispatch.replay.ReplayVerticle;
import dev.bqdispatch.rule.Rules;
import io.vertx.core.Future;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The parts that any event passes, whoever brings it: the service from its subscription, a command from elsewhere.
 *
 * @param env the environment, by name
 */
record Stages(
        Bus bus,
        Metrics metrics,
        Outside outside,
        Settings settings,
        Rules rules,
        Pace pace,
        Function<String, @Nullable String> env) {
    /** As many as one operator keeps busy. */
    private static final int REPLAYERS = 4;

    /**
     * One event loop: the stages hand each event to one another, and between two loops each of that wakes a thread, which
     * costs more than matching does. Whatever takes time is done on workers. And no folder: Vert.x would make one for
     * copies of files that it serves, and not start where it can't.
     */
    static VertxOptions vertxOptions() {
        return new VertxOptions()
                .setEventLoopPoolSize(1)
                .setFileSystemOptions(
                        new FileSystemOptions().setFileCachingEnabled(false).setClassPathResolvingEnabled(false));
    }

    /** Deploys those that answer before those that ask. */
    Future<Void> deploy(Deployed parts) {
        JobPlaces places = new JobPlaces(settings.region());
        int workers = settings.workers();
        return parts.deployWithWorkers("journal", workers, journal())
                .compose(up -> parts.deployWithWorkers("action", workers, action()))
                .compose(up -> parts.deployWithWorkers("task", workers, task()))
                .compose(up -> parts.deployWithWorkers("job", workers, lookUp(places)))
                .compose(up -> parts.deploy(new MatchVerticle(bus, metrics, places, rules)));
    }

    /** Deploys what replays entries. It asks whoever carries events. */
    Future<Void> deployReplay(Deployed parts) {
        return parts.deployWithWorkers(
                "replay",
                REPLAYERS,
                new ReplayVerticle(
                        bus,
                        outside.objects(),
                        outside.entries(),
                        outside.tasks(),
                        outside.claims(),
                        pace.clock(),
                        pace.random(),
                        pace.patience()));
    }

    private JournalVerticle journal() {
        return new JournalVerticle(
                bus,
                metrics,
                outside.objects(),
                outside.entries(),
                outside.tasks(),
                outside.jobClaims(),
                outside.once(),
                settings.errorUrl(),
                rules,
                env,
                pace.random(),
                pace.patience());
    }

    private ActionVerticle action() {
        return new ActionVerticle(bus, metrics, outside.reach(), pace.clock(), pace.random(), pace.patience());
    }

    private TaskVerticle task() {
        return new TaskVerticle(bus, outside.tasks(), env, pace.random(), pace.patience());
    }

    private JobVerticle lookUp(JobPlaces places) {
        return new JobVerticle(bus, outside.records(), places, rules, pace.clock(), pace.random(), pace.patience());
    }
}
