package dev.bqdispatch.reconcile;

import dev.bqdispatch.fault.Ground;
import dev.bqdispatch.job.ObjectUrl;
import dev.bqdispatch.ledger.Claims;
import dev.bqdispatch.ledger.EntryShelf;
import dev.bqdispatch.ledger.JobClaims;
import dev.bqdispatch.ledger.Objects;
import dev.bqdispatch.ledger.StateNames;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The last part of a pass: sweeps up what processes left in the state folder that died at the wrong moment, for nobody
 * would come back to it. A claim, or a note of what is done, is left over once its job has its entry.
 */
final class Leftovers {
    /** No replay leaves its claim unrenewed for as long. */
    private static final Duration LONG_OVER = Duration.ofHours(1);

    private static final Logger LOG = LoggerFactory.getLogger(Leftovers.class);

    private final Tools tools;
    private final Watch watch;
    private final Tally tally;
    private final Instant now;
    private final Duration after;
    private final Instant abandoned;

    /**
     * @param now by Google's clock
     * @param after how old something is that may be left over
     * @param longAfter how old it is if it may be of a replay that died, and that nobody will begin again
     */
    Leftovers(Tools tools, Watch watch, Tally tally, Instant now, Duration after, Duration longAfter) {
        this.tools = tools;
        this.watch = watch;
        this.tally = tally;
        this.now = now;
        this.after = after;
        this.abandoned = now.minus(longAfter);
    }

    /** Never fails. */
    Future<Void> run() {
        StateNames names = tools.reach().claims().names();
        return sweep(names.claims(), after, this::settled)
                .compose(done -> sweep(names.replays(), LONG_OVER, this::delete))
                .compose(done -> sweep(names.clocks(), after, this::delete))
                .recover(error -> {
                    tally.failed();
                    LOG.atWarn()
                            .addKeyValue("reason", String.valueOf(error.getMessage()))
                            .log("what is left over can't be swept up");
                    return Future.succeededFuture();
                });
    }

    private Future<Void> sweep(ObjectUrl folder, Duration old, Predicate<Objects.Listed> sweeper) {
        Instant before = now.minus(old);
        return watch.over() == null
                ? Loop.pages(
                        from -> page(folder, from, before, sweeper), () -> Future.succeededFuture(watch.over() == null))
                : Future.succeededFuture();
    }

    private Future<Optional<String>> page(
            ObjectUrl folder, Optional<String> from, Instant before, Predicate<Objects.Listed> sweeper) {
        return tools.call(() -> Ground.at(folder, () -> tools.reach().objects().list(folder, from.orElse(null))))
                .compose(page -> Few.each(
                                page.objects().stream()
                                        .filter(object -> object.created().isBefore(before))
                                        .toList(),
                                watch,
                                object -> look(object, sweeper))
                        .map(done -> Optional.ofNullable(page.next())));
    }

    private Future<Void> look(Objects.Listed object, Predicate<Objects.Listed> sweeper) {
        return tools.call(() -> sweeper.test(object)).map(swept -> {
            if (swept) {
                LOG.atInfo().addKeyValue("object", object.url().toString()).log("swept up what a run had left");
            }
            return null;
        });
    }

    /** Blocks. */
    private boolean settled(Objects.Listed object) {
        JobClaims claims = tools.reach().jobClaims();
        Optional<JobClaims.Settling> of = Ground.at(
                        object.url(), () -> tools.reach().objects().stat(object.url()))
                .flatMap(JobClaims::of);
        Optional<Instant> until = of.flatMap(job -> tools.reach().entries().settled(job.job(), job.ended()))
                .map(EntryShelf.Settled::until)
                .map(entry -> entry.isAfter(abandoned) ? entry : abandoned);
        if (of.isEmpty() || until.isEmpty()) {
            return false;
        }
        // A claim alone tells the next run nothing; what a replay has done may have to be known for long.
        if (object.created().isAfter(until.get())
                && !claims.isOfNoReplay(object.url(), of.get().job())) {
            return false;
        }
        Claims.Attempt attempt = claims.take(claims.bid(of.get().job(), of.get().ended()));
        if (attempt instanceof Claims.Attempt.Held held) {
            claims.settle(held.claim(), of.get().job(), until.get());
            return true;
        }
        return false;
    }

    /** Blocks. */
    private boolean delete(Objects.Listed object) {
        return Ground.at(object.url(), () -> tools.reach().objects().delete(object.url(), object.generation()));
    }
}
