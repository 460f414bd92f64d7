package dev.bqdispatch.reconcile;

import dev.bqdispatch.bus.Addresses;
import dev.bqdispatch.job.JobRef;
import dev.bqdispatch.message.JournalAnswer;
import dev.bqdispatch.message.JournalOrder;
import dev.bqdispatch.metric.Metric;
import dev.bqdispatch.reconcile.TaskLook.Waiter;
import io.vertx.core.Future;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Has tasks moved out of the way that no event will come for. */
final class Orphans {
    private static final Logger LOG = LoggerFactory.getLogger(Orphans.class);

    private final Tools tools;
    private final Watch watch;
    private final Tally tally;

    Orphans(Tools tools, Watch watch, Tally tally) {
        this.tools = tools;
        this.watch = watch;
        this.tally = tally;
    }

    /** Its job is nowhere. */
    Future<Void> absent(Waiter task, String reason) {
        return move(task, reason, "absent", task.bound());
    }

    /** Its job was dispatched before it came. */
    Future<Void> late(Waiter task, String reason) {
        return move(task, reason, "late", null);
    }

    private Future<Void> move(Waiter task, String reason, String why, @Nullable JobRef lost) {
        JournalOrder.Orphan order = new JournalOrder.Orphan(task.url(), task.generation(), task.text(), reason, lost);
        return watch.mayGoOn().compose(fine -> fine ? move(task, order, why) : Future.succeededFuture());
    }

    private Future<Void> move(Waiter task, JournalOrder.Orphan order, String why) {
        return tools.bus().ask(Addresses.JOURNAL, order).map(answer -> {
            if (answer instanceof JournalAnswer.Settled settled) {
                tools.metrics().count(Metric.ORPHANED, why);
                tally.orphaned();
                LOG.atWarn()
                        .addKeyValue("task", task.url().toString())
                        .addKeyValue("reason", order.reason())
                        .addKeyValue("written", String.valueOf(settled.written()))
                        .log("no event will come for this task, which is moved out of the way");
            } else {
                tally.left();
                watch.end(PassResult.FAILED);
            }
            return null;
        });
    }
}
