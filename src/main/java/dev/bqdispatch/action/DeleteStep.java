package dev.bqdispatch.action;

import dev.bqdispatch.fault.CallFailed;
import dev.bqdispatch.fault.Failure;
import dev.bqdispatch.job.ObjectUrl;
import dev.bqdispatch.ledger.Objects;
import dev.bqdispatch.rule.Request;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Deletes objects; one that is not there is fine. Those under a prefix are listed page by page, so that there may be any
 * number of them; a run that ends in between leaves less to the next.
 */
final class DeleteStep implements Step {
    private final Objects objects;
    private final Orders orders;

    DeleteStep(Objects objects, Orders orders) {
        this.objects = objects;
        this.orders = orders;
    }

    @Override
    public StepOutcome run(Turn turn) {
        Request.Delete delete = orders.read(turn, turn.action(), Request.Delete.class);
        One one = new One(turn);
        delete.objects().forEach(one::named);
        delete.prefixes().forEach(one::all);
        return StepOutcome.inline(one.touched, one.leftAlone.warnings());
    }

    /** One run, and what became of the objects in it. */
    private final class One {
        private final Turn turn;
        private final LeftAlone leftAlone = new LeftAlone();
        private int touched;

        One(Turn turn) {
            this.turn = turn;
        }

        void named(ObjectUrl url) {
            turn.goOn();
            Optional<Objects.Stat> object = objects.stat(url);
            if (object.isEmpty()) {
                touched++;
            } else {
                delete(url, object.get().generation(), object.get().created());
            }
        }

        void all(ObjectUrl prefix) {
            String from = null;
            do {
                from = page(prefix, from);
            } while (from != null);
            // A prefix that nothing begins with is as good as deleted, whatever else was left alone.
            touched += leftAlone.isEmpty() ? 1 : 0;
        }

        private @Nullable String page(ObjectUrl prefix, @Nullable String from) {
            turn.goOn();
            Objects.Page page = objects.list(prefix, from);
            for (Objects.Listed object : page.objects()) {
                turn.goOn();
                delete(object.url(), object.generation(), object.created());
            }
            return page.next();
        }

        private void delete(ObjectUrl url, long generation, Instant created) {
            Optional<String> refused = AgeGuard.refuses(url, created, turn.ended());
            if (refused.isPresent()) {
                leftAlone.add(refused.get());
                return;
            }
            if (!objects.delete(url, generation) && objects.stat(url).isPresent()) {
                throw new CallFailed(Failure.passing(url + " was written again while it was being deleted"));
            }
            touched++;
        }
    }
}
