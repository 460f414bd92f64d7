package dev.bqdispatch.match;

import dev.bqdispatch.bus.Addresses;
import dev.bqdispatch.bus.Bus;
import dev.bqdispatch.job.Gap;
import dev.bqdispatch.job.JobEvent;
import dev.bqdispatch.job.JobPointer;
import dev.bqdispatch.ledger.ChildId;
import dev.bqdispatch.message.Dispatch;
import dev.bqdispatch.message.FindJob;
import dev.bqdispatch.message.FoundJob;
import dev.bqdispatch.message.MatchAnswer;
import dev.bqdispatch.message.NotNow;
import dev.bqdispatch.message.Origin;
import dev.bqdispatch.rule.Needs;
import io.vertx.core.Future;
import java.util.Optional;

/**
 * Matches jobs that their events tell only in part. BigQuery is asked for the rest if, and only if, the answer or the plan
 * could depend on it.
 */
final class PartMatcher {
    private final Bus bus;

    PartMatcher(Bus bus) {
        this.bus = bus;
    }

    Future<Part> byRoute(JobEvent event, RouteTable routes, Dispatches dispatches) {
        RouteTable.Answer answer = routes.answer(event.job());
        if (answer instanceof RouteTable.Answer.Nobody) {
            return mayBeOurs(event)
                    ? lookUp(event, Optional.empty())
                    : Future.succeededFuture(new Part.Ended(new MatchAnswer.Unmatched()));
        }
        if (!(answer instanceof RouteTable.Answer.Takes takes)) {
            return lookUp(event, Optional.empty());
        }
        RouteTable.Match match = takes.match();
        Dispatch dispatch = dispatches.of(event, match);
        boolean more = Needs.more(
                event.job(),
                dispatch.plan(),
                event.job().failed() ? null : match.route().once(),
                match.route().when().sourceOnly(),
                match.groups().keySet(),
                takes.unsure());
        return planned(event, dispatch, more);
    }

    /** A child of ours that failed may have to be submitted again, whatever else waits for it. */
    private static boolean mayBeOurs(JobEvent event) {
        return event.job().lacks(Gap.EVERYTHING)
                && ChildId.parse(event.ref().jobId()).isPresent();
    }

    /** @param dispatch of the job's task */
    Future<Part> byTask(JobEvent event, Dispatch dispatch) {
        return planned(event, dispatch, Needs.more(event.job(), dispatch.plan()));
    }

    private Future<Part> planned(JobEvent event, Dispatch dispatch, boolean more) {
        return more ? lookUp(event, Optional.of(dispatch)) : Future.succeededFuture(new Part.Planned(dispatch));
    }

    /** @param dispatch what waits for the job, if that is known by now */
    private Future<Part> lookUp(JobEvent event, Optional<Dispatch> dispatch) {
        FindJob question = new FindJob(JobPointer.to(event.ref()), event.publishTime());
        return bus.ask(Addresses.JOBS, question).map(found -> {
            if (found instanceof FoundJob.Done done) {
                return new Part.Whole(event.with(done.job(), done.resource()));
            }
            if (found instanceof NotNow notNow) {
                return new Part.Ended(notNow);
            }
            return lost(dispatch, ((FoundJob.Lost) found).reason());
        });
    }

    /** A route without actions for the outcome, as far as that is known, may be one that does not act on the job. */
    private static boolean isSure(Dispatch dispatch) {
        return dispatch.origin() instanceof Origin.FromTask || !dispatch.plan().isEmpty();
    }

    /** Where it is known what waits for the job, its entry says why that can't run. */
    private static Part lost(Optional<Dispatch> dispatch, String why) {
        String reason = "the job's log entry was cut, and " + why;
        return dispatch.filter(PartMatcher::isSure)
                .<Part>map(known -> new Part.Planned(known.lost(reason)))
                .orElseGet(() -> new Part.Ended(new MatchAnswer.Undecided(reason)));
    }
}
