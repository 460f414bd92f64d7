package dev.bqdispatch.reconcile;

import dev.bqdispatch.ledger.Objects;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The first half of a pass: one listing of the folder of tasks, and a look at each that waits for long. */
final class WaitingTasks {
    private static final Logger LOG = LoggerFactory.getLogger(WaitingTasks.class);

    private final Tools tools;
    private final Watch watch;
    private final Tally tally;
    private final TaskLook look;
    private final Instant tooLong;

    /**
     * @param now by Google's clock, as the ages of tasks are
     * @param after how old a task is that waits for long
     */
    WaitingTasks(Tools tools, Watch watch, Tally tally, TaskLook look, Instant now, Duration after) {
        this.tools = tools;
        this.watch = watch;
        this.tally = tally;
        this.look = look;
        this.tooLong = now.minus(after);
    }

    /** Never fails. */
    Future<Void> run() {
        return Loop.pages(this::page, watch::mayGoOn).recover(error -> {
            tally.failed();
            LOG.atWarn()
                    .addKeyValue("reason", String.valueOf(error.getMessage()))
                    .log("tasks can't be listed, so nobody knows which of them wait in vain");
            return Future.succeededFuture();
        });
    }

    private Future<Optional<String>> page(Optional<String> from) {
        return tools.call(() -> tools.reach().tasks().list(from.orElse(null)))
                .compose(page -> Few.each(
                                page.objects().stream().filter(this::isOld).toList(), watch, look::at)
                        .map(done -> Optional.ofNullable(page.next())));
    }

    private boolean isOld(Objects.Listed object) {
        return !object.created().isAfter(tooLong);
    }
}
