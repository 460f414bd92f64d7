package dev.bqdispatch.fault;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Makes blocking calls on the worker threads of the calling verticle, and makes them again while that can help: a few
 * times, with exponential back-off and full jitter. The wait is a timer and holds no thread. The only retrier there is:
 * Google's clients are set to one attempt.
 *
 * @see <a href="https://cloud.google.com/storage/docs/retry-strategy">Retry strategy</a>
 */
public final class Retrier {
    private static final int UNAUTHORIZED = 401;

    private final Vertx vertx;
    private final RandomGenerator random;
    private final Patience patience;

    /**
     * How long to insist before the event is given back instead.
     *
     * @param attempts most calls, 1 or more
     * @param first upper bound of the first wait, doubled for each further one
     * @param longest upper bound of any wait; a server that asks for more is not waited for
     */
    public record Patience(int attempts, Duration first, Duration longest) {
        /** Three calls within a few seconds: what takes longer is better waited for in Pub/Sub. */
        public static final Patience USUAL = new Patience(3, Duration.ofMillis(500), Duration.ofSeconds(8));
    }

    public Retrier(Vertx vertx, RandomGenerator random, Patience patience) {
        this.vertx = vertx;
        this.random = random;
        this.patience = patience;
    }

    /**
     * Makes a call.
     *
     * @param call blocks, and throws {@link CallFailed} or {@link GroundLost}
     * @return fails only for a fault of our own, any other exception of the call
     */
    public <T> Future<Tried<T>> run(Supplier<T> call) {
        return attempt(call, 1, false);
    }

    /**
     * Makes a call on the service's own ground, again and again for as long as that is lost, with the longest wait in
     * between.
     *
     * @param enough whether to leave it at that
     * @return fails only for a fault of our own, any other exception of the call
     */
    public <T> Future<Tried<T>> insist(Supplier<T> call, BooleanSupplier enough) {
        return run(call)
                .compose(tried -> tried.isGroundLost() && !enough.getAsBoolean()
                        ? vertx.timer(patience.longest().toMillis(), TimeUnit.MILLISECONDS)
                                .compose(rung -> insist(call, enough))
                        : Future.succeededFuture(tried));
    }

    private <T> Future<Tried<T>> attempt(Supplier<T> call, int number, boolean unauthorizedBefore) {
        return vertx.executeBlocking(call::get, false)
                .map(value -> Tried.did(value, number))
                .recover(error -> {
                    Failure failure = failureOf(error);
                    if (failure == null) {
                        return Future.failedFuture(error);
                    }
                    boolean unauthorized = failure.status() == UNAUTHORIZED;
                    if (!failure.isTransient() || (unauthorized && unauthorizedBefore)) {
                        return Future.succeededFuture(Tried.failed(forGood(error, failure), number));
                    }
                    Duration wait = wait(failure, number);
                    if (number >= patience.attempts() || wait.compareTo(patience.longest()) > 0) {
                        return Future.succeededFuture(Tried.failed((RuntimeException) error, number));
                    }
                    return vertx.timer(Math.max(1, wait.toMillis()), TimeUnit.MILLISECONDS)
                            .compose(rung -> attempt(call, number + 1, unauthorized || unauthorizedBefore));
                });
    }

    private static @Nullable Failure failureOf(Throwable error) {
        if (error instanceof CallFailed failed) {
            return failed.failure();
        }
        return error instanceof GroundLost lost ? lost.failure() : null;
    }

    /** A token may have run out once; refused twice in a row, it is the permission that lacks. */
    private static RuntimeException forGood(Throwable error, Failure failure) {
        if (!failure.isTransient() || error instanceof GroundLost) {
            return (RuntimeException) error;
        }
        Failure permanent = new Failure(
                Failure.Kind.PERMANENT, failure.status(), failure.reason(), failure.message(), failure.retryAfter());
        return new CallFailed(permanent, error);
    }

    private Duration wait(Failure failure, int number) {
        Duration bound = patience.first().multipliedBy(1L << Math.min(number - 1, 20));
        if (bound.compareTo(patience.longest()) > 0) {
            bound = patience.longest();
        }
        Duration jittered = Duration.ofMillis(random.nextLong(bound.toMillis() + 1));
        return failure.retryAfter().compareTo(jittered) > 0 ? failure.retryAfter() : jittered;
    }
}
