package dev.bqdispatch.replay;

import dev.bqdispatch.message.ActionReport;
import dev.bqdispatch.message.Dispatch;
import dev.bqdispatch.message.MatchAnswer;
import dev.bqdispatch.message.NotNow;
import dev.bqdispatch.message.Origin;
import dev.bqdispatch.message.Replay;
import dev.bqdispatch.message.ReplayAnswer;
import dev.bqdispatch.rule.Action;
import dev.bqdispatch.rule.Filling;
import java.util.List;
import java.util.Optional;

/** What a resumed plan would do. */
final class Forecast {
    static final String NOTHING_WAITS =
            "nothing waits for the job any more: no route of today's configuration takes it";

    private Forecast() {}

    static ReplayAnswer of(String job, MatchAnswer answer) {
        if (answer instanceof MatchAnswer.Matched matched) {
            return new ReplayAnswer.Would(job, of(matched.dispatch()));
        }
        if (answer instanceof MatchAnswer.Undecided undecided) {
            return new ReplayAnswer.Refused(undecided.reason());
        }
        return answer instanceof NotNow notNow
                ? new ReplayAnswer.Later(
                        notNow.place() + ": " + notNow.failure(),
                        notNow.failure().retryAfter())
                : new ReplayAnswer.Refused(NOTHING_WAITS);
    }

    private static String of(Dispatch dispatch) {
        if (!dispatch.defects().isEmpty()) {
            return "would fail again: " + String.join("; ", dispatch.defects());
        }
        Replay replay = dispatch.replay();
        Filling filling = dispatch.filling();
        List<Action> plan = dispatch.plan();
        for (int i = 0; i < plan.size(); i++) {
            Action action = filling.fill(plan.get(i));
            int index = i;
            Optional<ActionReport> before = Optional.ofNullable(replay).flatMap(known -> known.done(index, action));
            if (before.isEmpty()) {
                return "would go on at action " + i + " of " + plan.size() + ", "
                        + action.kind().word() + ", of " + told(dispatch.origin());
            }
        }
        return "has no action left to run, of " + told(dispatch.origin());
    }

    private static String told(Origin origin) {
        if (origin instanceof Origin.FromTask task) {
            return "task " + task.lies();
        }
        return origin instanceof Origin.FromRoute route
                ? "route " + route.label() + " in " + route.document()
                : "nothing that waits";
    }
}
