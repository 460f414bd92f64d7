package dev.bqdispatch.ingest;

import dev.bqdispatch.bus.Addresses;
import dev.bqdispatch.bus.Bus;
import dev.bqdispatch.message.HealthChanged;
import dev.bqdispatch.message.JournalAnswer;
import dev.bqdispatch.message.JournalOrder;
import dev.bqdispatch.message.MatchAnswer;
import dev.bqdispatch.message.MatchJob;
import dev.bqdispatch.message.RunAnswer;
import dev.bqdispatch.message.RunPlan;
import dev.bqdispatch.message.StopPlan;
import io.vertx.core.Future;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/** The other stages on a real bus: each does as it is told, unless told all goes well, and writes down what it got. */
final class Stages {
    final List<String> log = new CopyOnWriteArrayList<>();
    final List<JournalOrder> orders = new CopyOnWriteArrayList<>();
    final List<StopPlan> stops = new CopyOnWriteArrayList<>();
    final List<HealthChanged> health = new CopyOnWriteArrayList<>();

    volatile Function<MatchJob, Future<MatchAnswer>> match =
            question -> Future.succeededFuture(new MatchAnswer.Matched(Samples.dispatch(question.event())));
    volatile Function<RunPlan, Future<RunAnswer>> run =
            question -> Future.succeededFuture(Samples.ran(question.dispatch(), null));
    volatile Function<JournalOrder, Future<JournalAnswer>> journal =
            order -> Future.succeededFuture(new JournalAnswer.Settled(null));

    Stages(Bus bus) {
        bus.serve(Addresses.MATCH, question -> {
            log.add("match " + question.event().ref().jobId());
            return match.apply(question);
        });
        bus.serve(Addresses.RUN, question -> {
            log.add("run " + question.dispatch().ref().jobId());
            return run.apply(question);
        });
        bus.serve(Addresses.JOURNAL, order -> {
            log.add(order.getClass().getSimpleName());
            orders.add(order);
            return journal.apply(order);
        });
        bus.listen(Addresses.STOP, stops::add);
        bus.listen(Addresses.HEALTH, health::add);
    }

    void matchNothing() {
        match = question -> Future.succeededFuture(new MatchAnswer.Unmatched());
    }

    List<HealthChanged.State> states() {
        return health.stream().map(HealthChanged::state).toList();
    }
}
