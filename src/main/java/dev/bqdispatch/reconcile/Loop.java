package dev.bqdispatch.reconcile;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Takes one asynchronous step after the other, however many there are. Futures that are composed one out of the other make
 * a chain, and when its last one completes, the stack becomes as deep as the chain is long.
 */
final class Loop {
    private Loop() {}

    /**
     * Takes steps as long as they want another.
     *
     * @param step gives whether there is another one; the first that fails ends the loop and fails it
     */
    static Future<Void> whileWanted(Supplier<Future<Boolean>> step) {
        Promise<Void> end = Promise.promise();
        go(step, end);
        return end.future();
    }

    private static void go(Supplier<Future<Boolean>> step, Promise<Void> end) {
        Future<Boolean> taken = take(step);
        while (taken.succeeded() && taken.result()) {
            taken = take(step);
        }
        taken.onComplete(
                another -> {
                    if (another) {
                        go(step, end);
                    } else {
                        end.complete();
                    }
                },
                end::fail);
    }

    private static Future<Boolean> take(Supplier<Future<Boolean>> step) {
        try {
            return step.get();
        } catch (RuntimeException e) {
            return Future.failedFuture(e);
        }
    }

    /**
     * Goes through a list that comes in pages.
     *
     * @param page does one, known by its token, the first by none, and gives the next one's token
     * @param mayGoOn asked before each but the first
     */
    static Future<Void> pages(
            Function<Optional<String>, Future<Optional<String>>> page, Supplier<Future<Boolean>> mayGoOn) {
        AtomicReference<Optional<String>> token = new AtomicReference<>(Optional.empty());
        return whileWanted(() -> page.apply(token.get()).compose(next -> {
            token.set(next);
            return next.isPresent() ? mayGoOn.get() : Future.succeededFuture(false);
        }));
    }
}
