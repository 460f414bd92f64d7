package dev.bqdispatch.match;

import dev.bqdispatch.bus.Addresses;
import dev.bqdispatch.bus.Bus;
import dev.bqdispatch.fault.GroundLost;
import dev.bqdispatch.fault.Retrier;
import dev.bqdispatch.ledger.TaskShelf;
import dev.bqdispatch.message.FindTask;
import dev.bqdispatch.message.FoundTask;
import dev.bqdispatch.message.NotNow;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Reads deferred tasks for the matcher; deployed with a worker pool of its own, on which reading blocks. */
public final class TaskVerticle extends VerticleBase {
    private final Bus bus;
    private final TaskFinder finder;
    private final RandomGenerator random;
    private final Retrier.Patience patience;

    /** @param env the environment, by name: a task may only refer to variables that have a value */
    public TaskVerticle(
            Bus bus,
            TaskShelf tasks,
            Function<String, @Nullable String> env,
            RandomGenerator random,
            Retrier.Patience patience) {
        this.bus = bus;
        this.finder = new TaskFinder(tasks, env);
        this.random = random;
        this.patience = patience;
    }

    @Override
    public Future<?> start() {
        Retrier retrier = new Retrier(vertx, random, patience);
        return bus.serve(Addresses.TASKS, question -> find(retrier, question));
    }

    private Future<FoundTask> find(Retrier retrier, FindTask question) {
        return retrier.run(() -> finder.find(question)).map(tried -> {
            try {
                return tried.get();
            } catch (GroundLost e) {
                return NotNow.because(e);
            }
        });
    }
}
