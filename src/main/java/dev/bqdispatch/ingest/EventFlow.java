package dev.bqdispatch.ingest;

import dev.bqdispatch.bus.Address;
import dev.bqdispatch.bus.Addresses;
import dev.bqdispatch.bus.Bus;
import dev.bqdispatch.fault.Failure;
import dev.bqdispatch.job.JobEvent;
import dev.bqdispatch.job.ObjectUrl;
import dev.bqdispatch.message.BusMessage;
import dev.bqdispatch.message.CarryJob;
import dev.bqdispatch.message.Dispatch;
import dev.bqdispatch.message.FindJob;
import dev.bqdispatch.message.FoundJob;
import dev.bqdispatch.message.JournalAnswer;
import dev.bqdispatch.message.JournalOrder;
import dev.bqdispatch.message.MatchAnswer;
import dev.bqdispatch.message.MatchJob;
import dev.bqdispatch.message.NotNow;
import dev.bqdispatch.message.Outcome;
import dev.bqdispatch.message.Report;
import dev.bqdispatch.message.RunAnswer;
import dev.bqdispatch.message.RunPlan;
import dev.bqdispatch.message.Verdict;
import io.vertx.core.Future;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * Carries one event through match, action and journal, whoever brought it. Settling it is the bringer's business. To be
 * used on one Vert.x context, since it knows which jobs are on their way.
 */
public final class EventFlow {
    private static final Logger LOG = LoggerFactory.getLogger(EventFlow.class);

    private final Bus bus;
    private final Turns turns = new Turns();

    public EventFlow(Bus bus) {
        this.bus = bus;
    }

    /**
     * Carries an event to its end.
     *
     * @param stopped whether the event is to be left; then no plan is started any more
     * @return never fails
     */
    public Future<Verdict> carry(JobEvent event, BooleanSupplier stopped) {
        return carry(new CarryJob(event), stopped);
    }

    /** As {@link #carry(JobEvent, BooleanSupplier)}, of an event that no message brought. */
    public Future<Verdict> carry(CarryJob order, BooleanSupplier stopped) {
        JobEvent event = order.event();
        return ask(Addresses.MATCH, new MatchJob(event, order.replay()), answer -> {
            if (answer instanceof MatchAnswer.Matched matched) {
                Dispatch dispatch = matched.dispatch();
                return turns.take(event.ref(), () -> stopped.getAsBoolean() ? later(NotNow.stopped()) : run(dispatch));
            }
            if (answer instanceof MatchAnswer.Undecided undecided) {
                return Future.succeededFuture(new Verdict.Keep(undecided.reason()));
            }
            return unmatched(event);
        });
    }

    private static Future<Verdict> unmatched(JobEvent event) {
        LOG.atDebug()
                .addKeyValue("event", event.eventId())
                .addKeyValue("job", () -> event.ref().toString())
                .log("nothing waits for this job");
        return done(Outcome.UNMATCHED);
    }

    private static Outcome outcome(Report report) {
        return switch (report.status()) {
            case OK -> Outcome.OK;
            case ERROR -> Outcome.ERROR;
            case RETRIED -> Outcome.RETRIED;
            case SKIPPED -> Outcome.SKIPPED;
        };
    }

    /**
     * Has a job looked up that an event names without telling it.
     *
     * @param next where the event goes on
     * @return never fails
     */
    public Future<Verdict> find(FindJob question, Function<FoundJob.Done, Future<Verdict>> next) {
        return ask(
                Addresses.JOBS,
                question,
                answer -> answer instanceof FoundJob.Done done
                        ? next.apply(done)
                        : Future.succeededFuture(new Verdict.Keep(((FoundJob.Lost) answer).reason())));
    }

    /**
     * Has a message that can't be used written down.
     *
     * @return never fails
     */
    public Future<Verdict> keep(JournalOrder.KeepInvalid invalid) {
        return ask(Addresses.JOURNAL, invalid, answer -> {
            LoggingEventBuilder line =
                    LOG.atWarn().addKeyValue("event", invalid.messageId()).addKeyValue("reason", invalid.reason());
            where(line, answer).log("a message can't be used and is kept");
            return done(Outcome.INVALID);
        });
    }

    private Future<Verdict> run(Dispatch dispatch) {
        return ask(Addresses.RUN, new RunPlan(dispatch), answer -> {
            if (answer instanceof RunAnswer.Ran ran) {
                return write(dispatch, new JournalOrder.Enter(ran), outcome(ran.report()));
            }
            if (answer instanceof RunAnswer.Unmatched) {
                return unmatched(dispatch.event());
            }
            RunAnswer.Duplicate duplicate = (RunAnswer.Duplicate) answer;
            return write(dispatch, new JournalOrder.CleanUp(duplicate), Outcome.DUPLICATE);
        });
    }

    private Future<Verdict> write(Dispatch dispatch, JournalOrder order, Outcome outcome) {
        return ask(Addresses.JOURNAL, order, answer -> {
            LoggingEventBuilder line = LOG.atLevel(outcome == Outcome.ERROR ? Level.WARN : Level.INFO)
                    .addKeyValue("event", dispatch.event().eventId())
                    .addKeyValue("job", dispatch.ref().toString())
                    .addKeyValue("chain", dispatch.lineage().chainId())
                    .addKeyValue("outcome", outcome.word());
            where(line, answer).log(outcome == Outcome.DUPLICATE ? "was dispatched before" : "dispatched");
            return done(outcome);
        });
    }

    /** So that nobody has to put a name together to look into what was written. */
    private static LoggingEventBuilder where(LoggingEventBuilder line, JournalAnswer answer) {
        ObjectUrl written = ((JournalAnswer.Settled) answer).written();
        return written == null ? line : line.addKeyValue("written", written.toString());
    }

    /** An answer {@link NotNow} ends the way here, and so does no answer at all: then somebody has a bug or hangs. */
    private <Q extends BusMessage, A extends BusMessage> Future<Verdict> ask(
            Address<Q, A> address, Q question, Function<A, Future<Verdict>> next) {
        return bus.ask(address, question)
                .compose(answer -> answer instanceof NotNow notNow ? later(notNow) : next.apply(answer))
                .recover(error -> {
                    LOG.atWarn()
                            .addKeyValue("address", address.name())
                            .addKeyValue("reason", error.getMessage())
                            .log("no answer to " + question.getClass().getSimpleName());
                    Failure failure = Failure.passing(String.valueOf(error.getMessage()));
                    return later(new NotNow(NotNow.Why.EVENT, address.name(), failure));
                });
    }

    private static Future<Verdict> done(Outcome outcome) {
        return Future.succeededFuture(new Verdict.Done(outcome));
    }

    private static Future<Verdict> later(NotNow notNow) {
        return Future.succeededFuture(new Verdict.Later(notNow));
    }
}
