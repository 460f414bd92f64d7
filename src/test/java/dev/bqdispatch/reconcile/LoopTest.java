package dev.bqdispatch.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class LoopTest {
    /** Many times more than a stack has frames. */
    private static final int MANY = 1_000_000;

    @Test
    void stepsThatAreDoneAtOnceMayBeMany() {
        AtomicInteger steps = new AtomicInteger();

        Future<Void> loop = Loop.whileWanted(() -> Future.succeededFuture(steps.incrementAndGet() < MANY));

        assertThat(loop.succeeded()).isTrue();
        assertThat(steps).hasValue(MANY);
    }

    @Test
    void stepsThatAreDoneLaterMayBeMany() {
        AtomicInteger steps = new AtomicInteger();
        Queue<Promise<Boolean>> open = new ArrayDeque<>();

        Future<Void> loop = Loop.whileWanted(() -> {
            Promise<Boolean> step = Promise.promise();
            open.add(step);
            return step.future();
        });
        while (!open.isEmpty()) {
            open.remove().complete(steps.incrementAndGet() < MANY);
        }

        assertThat(loop.succeeded()).isTrue();
        assertThat(steps).hasValue(MANY);
    }

    @Test
    void aStepThatFailsEndsAndFailsTheLoop() {
        AtomicInteger steps = new AtomicInteger();

        Future<Void> loop = Loop.whileWanted(
                () -> steps.incrementAndGet() < 3 ? Future.succeededFuture(true) : Future.failedFuture("the third"));

        assertThat(loop.cause()).hasMessage("the third");
        assertThat(steps).hasValue(3);
    }

    @Test
    void aStepThatThrowsFailsTheLoop() {
        Future<Void> loop = Loop.whileWanted(() -> {
            throw new IllegalStateException("no step");
        });

        assertThat(loop.cause()).hasMessage("no step");
    }

    @Test
    void pagesAreTurnedUntilThereIsNoOther() {
        List<String> seen = new ArrayList<>();

        Future<Void> loop = Loop.pages(
                page -> {
                    seen.add(page.orElse("first"));
                    return Future.succeededFuture(seen.size() < 3 ? Optional.of("" + seen.size()) : Optional.empty());
                },
                () -> Future.succeededFuture(true));

        assertThat(loop.succeeded()).isTrue();
        assertThat(seen).containsExactly("first", "1", "2");
    }

    @Test
    void noPageIsTurnedThatMustNotBe() {
        List<String> seen = new ArrayList<>();

        Future<Void> loop = Loop.pages(
                page -> {
                    seen.add(page.orElse("first"));
                    return Future.succeededFuture(Optional.of("next"));
                },
                () -> Future.succeededFuture(seen.size() < 2));

        assertThat(loop.succeeded()).isTrue();
        assertThat(seen).containsExactly("first", "next");
    }
}
