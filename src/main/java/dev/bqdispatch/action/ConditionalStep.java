package dev.bqdispatch.action;

/**
 * Any step, asked for only where a table exists when its turn comes. What an earlier run decided about a job action stands:
 * its child, or the child of an action after it, says which way the plan went; and so does what is done of a claimed one.
 */
final class ConditionalStep implements Step {
    private final Step step;
    private final Conditions conditions;
    private final EarlierRuns earlier;

    ConditionalStep(Step step, Conditions conditions, EarlierRuns earlier) {
        this.step = step;
        this.conditions = conditions;
        this.earlier = earlier;
    }

    @Override
    public StepOutcome run(Turn turn) {
        return turn.action().exists() == null || turn.hasBegun() || isAskedFor(turn)
                ? step.run(turn)
                : StepOutcome.skipped();
    }

    private boolean isAskedFor(Turn turn) {
        boolean exists = conditions.hold(turn);
        if (!turn.action().kind().isJob()) {
            return exists;
        }
        return (exists && !earlier.wentOn(turn)) || earlier.began(turn);
    }

    @Override
    public void abandon(Turn turn, boolean last) {
        step.abandon(turn, last);
    }
}
