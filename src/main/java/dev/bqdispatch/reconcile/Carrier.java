package dev.bqdispatch.reconcile;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bqdispatch.bus.Addresses;
import dev.bqdispatch.job.CompletedJob;
import dev.bqdispatch.job.EventFormat;
import dev.bqdispatch.job.JobEvent;
import dev.bqdispatch.ledger.Lineage;
import dev.bqdispatch.message.CarryJob;
import dev.bqdispatch.message.NotNow;
import dev.bqdispatch.message.Outcome;
import dev.bqdispatch.message.Verdict;
import dev.bqdispatch.metric.Metric;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.Set;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Has a job dispatched as if its event had come. */
final class Carrier {
    private static final Logger LOG = LoggerFactory.getLogger(Carrier.class);
    private static final Set<Outcome> DISPATCHED = Set.of(Outcome.OK, Outcome.ERROR, Outcome.RETRIED, Outcome.SKIPPED);

    private final Tools tools;
    private final Watch watch;
    private final Tally tally;

    Carrier(Tools tools, Watch watch, Tally tally) {
        this.tools = tools;
        this.watch = watch;
        this.tally = tally;
    }

    /**
     * Carries a job to its end, if the pass may go on.
     *
     * @param ended when it ended, from which giving up is counted as from a message's publishing
     * @param strategy what waits for it, as the metric has it
     * @return false if it is to be looked at again in the next pass
     */
    Future<Boolean> carry(CompletedJob job, Supplier<ObjectNode> resource, Instant ended, String strategy) {
        return watch.mayGoOn().compose(fine -> {
            if (!fine) {
                return Future.succeededFuture(false);
            }
            JobEvent event = new JobEvent(job, EventFormat.RECONCILE, job.ref().toString(), ended, 1, resource);
            tools.metrics().count(Metric.DECODED, EventFormat.RECONCILE.word());
            return tools.bus()
                    .ask(Addresses.CARRY, new CarryJob(event))
                    .map(verdict -> isDone(event, verdict, strategy));
        });
    }

    private boolean isDone(JobEvent event, Verdict verdict, String strategy) {
        if (verdict instanceof Verdict.Later later) {
            comesBack(event, later.notNow());
            return false;
        }
        if (verdict instanceof Verdict.Keep keep) {
            LOG.atWarn()
                    .addKeyValue("job", event.ref().toString())
                    .addKeyValue("reason", keep.reason())
                    .log("no event came for this job, and nobody can say what waits for it");
        } else if (DISPATCHED.contains(((Verdict.Done) verdict).outcome())) {
            tools.metrics().count(Metric.EVENTS_MISSED, strategy);
            tally.found();
            LOG.atWarn()
                    .addKeyValue("event", event.eventId())
                    .addKeyValue("job", event.ref().toString())
                    .addKeyValue(
                            "chain",
                            Lineage.of(event.ref(), event.job().labels()).chainId())
                    .addKeyValue("strategy", strategy)
                    .log("no event came for this job; it was dispatched all the same");
        }
        return true;
    }

    private void comesBack(JobEvent event, NotNow notNow) {
        tally.left();
        LOG.atInfo()
                .addKeyValue("event", event.eventId())
                .addKeyValue("job", event.ref().toString())
                .addKeyValue("why", notNow.why().name())
                .addKeyValue("place", notNow.place())
                .addKeyValue("reason", notNow.failure().toString())
                .log("is left for the next pass");
        if (notNow.why() == NotNow.Why.GROUND) {
            // The next find would fail of it too.
            watch.end(PassResult.FAILED);
        } else if (notNow.why() == NotNow.Why.STOPPED) {
            watch.end(PassResult.STOPPED);
        }
    }
}
