package dev.bqdispatch.reconcile;

import dev.bqdispatch.bus.Addresses;
import dev.bqdispatch.ledger.Claim;
import dev.bqdispatch.message.AskBacklog;
import dev.bqdispatch.message.Backlog;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Whether a pass may go on; what ends it, ends it for good. Asked between two pages, and before each dispatch. */
final class Watch {
    /** Longer than what happens between two questions mostly takes; two replicas at it would only find duplicates. */
    private static final Duration ENOUGH = Duration.ofSeconds(30);

    private static final Duration LATELY = Duration.ofMinutes(1);
    private static final Duration ONE_SECOND = Duration.ofSeconds(1);

    private static final Logger LOG = LoggerFactory.getLogger(Watch.class);

    private final Tools tools;
    private final BooleanSupplier stopping;
    private final Duration after;
    private final Duration ahead;
    private Claim claim;
    private @Nullable PassResult over;

    /**
     * A watch over one pass.
     *
     * @param after how old a backlog may be
     * @param ahead how much Google's clock is ahead of this machine's
     */
    Watch(Tools tools, Claim claim, BooleanSupplier stopping, Duration after, Duration ahead) {
        this.tools = tools;
        this.claim = claim;
        this.stopping = stopping;
        this.after = after;
        this.ahead = ahead;
    }

    /** What ended the pass; null as long as nothing has. */
    @Nullable
    PassResult over() {
        if (over == null && stopping.getAsBoolean()) {
            over = PassResult.STOPPED;
        }
        return over;
    }

    /** Ends the pass. */
    void end(PassResult why) {
        if (over == null) {
            over = why;
        }
    }

    /** Whether the pass may go on, and still has its claim. */
    Future<Boolean> mayGoOn() {
        return notBehind().compose(fine -> fine ? confirm() : Future.succeededFuture(false));
    }

    /** Whether the pass may go on, as far as this replica is concerned. */
    Future<Boolean> notBehind() {
        if (over() != null) {
            return Future.succeededFuture(false);
        }
        return tools.bus().ask(Addresses.BACKLOG, new AskBacklog(lately())).map(backlog -> {
            String reason = reason(backlog);
            if (reason != null && over() == null) {
                LOG.atInfo().addKeyValue("reason", reason).log("reconciling pauses");
                end(PassResult.PAUSED);
            }
            return over() == null;
        });
    }

    /** A backlog that was worked off a while ago is none any more. */
    private Duration lately() {
        return after.compareTo(LATELY) < 0 ? after.plus(ONE_SECOND) : LATELY;
    }

    private @Nullable String reason(Backlog backlog) {
        if (backlog instanceof Backlog.Unknown unknown) {
            return unknown.reason();
        }
        boolean old =
                backlog instanceof Backlog.Lag lag && lag.age().plus(ahead).compareTo(after) > 0;
        return old ? "messages come that were published long ago" : null;
    }

    private Future<Boolean> confirm() {
        return tools.call(() -> tools.reach().claims().confirm(claim, ENOUGH)).map(confirmed -> {
            confirmed.ifPresent(renewed -> claim = renewed);
            if (confirmed.isEmpty()) {
                end(PassResult.STOPPED);
            }
            return over() == null;
        });
    }
}
