package dev.bqdispatch.replay;

import dev.bqdispatch.bus.Addresses;
import dev.bqdispatch.bus.Bus;
import dev.bqdispatch.fault.GroundLost;
import dev.bqdispatch.fault.Retrier;
import dev.bqdispatch.job.JobRef;
import dev.bqdispatch.ledger.Claim;
import dev.bqdispatch.ledger.Claims;
import dev.bqdispatch.ledger.EntryShelf;
import dev.bqdispatch.ledger.Objects;
import dev.bqdispatch.ledger.TaskShelf;
import dev.bqdispatch.message.FindEntries;
import dev.bqdispatch.message.FoundEntries;
import dev.bqdispatch.message.ReplayAnswer;
import dev.bqdispatch.message.ReplayEntry;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/** Replays entries, one of a job at a time. Deployed with a worker pool of its own, on which all calls block. */
public final class ReplayVerticle extends VerticleBase {
    private final Bus bus;
    private final Archive archive;
    private final Hold hold;
    private final Clock clock;
    private final RandomGenerator random;
    private final Retrier.Patience patience;
    private final Set<JobRef> underWay = new HashSet<>();

    @SuppressWarnings("NullAway.Init") // at start, which knows the Vertx
    private Retrier retrier;

    @SuppressWarnings("NullAway.Init")
    private Course course;

    public ReplayVerticle(
            Bus bus,
            Objects objects,
            EntryShelf entries,
            TaskShelf tasks,
            Claims claims,
            Clock clock,
            RandomGenerator random,
            Retrier.Patience patience) {
        this.bus = bus;
        this.archive = new Archive(objects, entries, tasks);
        this.hold = new Hold(claims);
        this.clock = clock;
        this.random = random;
        this.patience = patience;
    }

    @Override
    public Future<?> start() {
        retrier = new Retrier(vertx, random, patience);
        course = new Course(bus, clock, this::archived);
        return Future.all(bus.serve(Addresses.REPLAY, this::replay), bus.serve(Addresses.FAILED, this::find));
    }

    private Future<FoundEntries> find(FindEntries question) {
        return call(() -> archive.since(clock.instant().minus(question.since())))
                .<FoundEntries>map(FoundEntries.Some::new)
                .recover(error -> lost(error)
                        .<Future<FoundEntries>>map(reason -> Future.succeededFuture(new FoundEntries.None(reason)))
                        .orElseGet(() -> Future.failedFuture(error)));
    }

    private Future<ReplayAnswer> replay(ReplayEntry question) {
        return call(() -> archive.look(question.url()))
                .compose(found -> found instanceof Candidate.Ready ready
                        ? begin(question, ready)
                        : Future.succeededFuture(((Candidate.Answered) found).answer()))
                .recover(error -> lost(error)
                        .<Future<ReplayAnswer>>map(reason -> Future.succeededFuture(later(reason, Duration.ZERO)))
                        .orElseGet(() -> Future.failedFuture(error)));
    }

    private Future<ReplayAnswer> begin(ReplayEntry question, Candidate.Ready ready) {
        if (question.route().filter(route -> !ready.entry().isOf(route)).isPresent()) {
            return Future.succeededFuture(new ReplayAnswer.PassedOver("another route took it"));
        }
        if (question.dryRun()) {
            return course.tell(ready);
        }
        JobRef job = ready.job();
        if (!underWay.add(job)) {
            return Future.succeededFuture(new ReplayAnswer.Busy("it is being replayed by this process"));
        }
        return claimed(ready).onComplete(ended -> underWay.remove(job));
    }

    private Future<ReplayAnswer> claimed(Candidate.Ready ready) {
        Claim.Bid bid = hold.bid(ready.job());
        return call(() -> hold.take(bid)).compose(attempt -> {
            if (attempt instanceof Claims.Attempt.Live live) {
                return Future.succeededFuture(new ReplayAnswer.Busy(
                        "it is being replayed elsewhere, or was until that was cut off; its claim lasts "
                                + live.left().toSeconds() + " s, unless it is renewed"));
            }
            Renewal renewal = new Renewal(((Claims.Attempt.Held) attempt).claim());
            // Another replay may have come to its end between our look and our claim.
            return call(() -> archive.look(ready.old().url().toString()))
                    .compose(found -> runUnlessAnew(ready, found))
                    .eventually(renewal::end);
        });
    }

    private Future<ReplayAnswer> runUnlessAnew(Candidate.Ready before, Candidate found) {
        if (found instanceof Candidate.Answered answered) {
            return Future.succeededFuture(answered.answer());
        }
        Candidate.Ready now = (Candidate.Ready) found;
        return now.old().generation() == before.old().generation()
                ? course.run(now)
                : Future.succeededFuture(new ReplayAnswer.Busy(Course.ANEW));
    }

    /** Keeps a claim as long as its replay goes on. */
    private final class Renewal {
        private final long timer;
        private Claim claim;
        private Future<?> renewed = Future.succeededFuture();

        Renewal(Claim claim) {
            this.claim = claim;
            timer = vertx.setPeriodic(Hold.renewal().toMillis(), rung -> renew());
        }

        private void renew() {
            renewed = vertx.executeBlocking(() -> hold.renew(claim), false)
                    .onSuccess(now -> claim = now.orElse(claim))
                    .otherwiseEmpty();
        }

        /** What is not released ends by itself. */
        Future<?> end() {
            vertx.cancelTimer(timer);
            return renewed.transform(any -> call(() -> {
                        hold.release(claim);
                        return claim;
                    }))
                    .otherwiseEmpty();
        }
    }

    private <T> Future<T> archived(Function<Archive, T> question) {
        return call(() -> question.apply(archive));
    }

    private <T> Future<T> call(Supplier<T> blocking) {
        return retrier.run(blocking).map(tried -> tried.get());
    }

    private static Optional<String> lost(Throwable error) {
        return error instanceof GroundLost lost ? Optional.of(lost.place() + ": " + lost.failure()) : Optional.empty();
    }

    private static ReplayAnswer later(String reason, Duration left) {
        return new ReplayAnswer.Later(reason, left);
    }
}
