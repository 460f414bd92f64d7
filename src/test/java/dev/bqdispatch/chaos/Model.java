package dev.bqdispatch.chaos;

import dev.bqdispatch.chaos.Happening.By;
import dev.bqdispatch.chaos.Happening.JobEnds;
import dev.bqdispatch.chaos.Step.Trouble;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/**
 * What must come of a job's end, worked out from its plan alone: the rules of chains, written down a second time, and
 * shorter.
 */
final class Model {
    private static final String OK = "journal ok";
    private static final String ERROR = "errors error";
    private static final String SKIPPED = "journal skipped";
    private static final String RETRIED = "journal retried";

    private final String chain;
    private final Consumer<Asked> asked;

    private Model(String chain, Consumer<Asked> asked) {
        this.chain = chain;
        this.asked = asked;
    }

    /** A step in a list as it is stored; {@code filledBy} is empty unless it was filled in by an earlier job of the chain. */
    private record Stored(Step step, String filledBy) {}

    static void tell(JobEnds root, Consumer<Asked> asked) {
        List<Step> plan = root.plan().of(root.failed());
        if (root.plan().by() == By.NOTHING || (root.plan().by() != By.TASK && plan.isEmpty())) {
            return;
        }
        Model model = new Model(root.id(), asked);
        boolean well = model.run(root.id(), "", own(plan));
        model.ends(root.id(), well ? OK : ERROR, root.plan().by() == By.TASK);
    }

    /** As {@link #tell}, of a job that finds the run for its table taken by another. */
    static void tellSkipped(JobEnds root, Consumer<Asked> asked) {
        asked.accept(new Asked(Effect.ENTRY, root.id(), SKIPPED));
    }

    private void ends(String job, String how, boolean hadTask) {
        asked.accept(new Asked(Effect.ENTRY, job, how));
        if (hadTask) {
            asked.accept(new Asked(Effect.TASK, job, how.substring(0, how.indexOf(' '))));
        }
    }

    private static List<Stored> own(List<Step> plan) {
        return plan.stream().map(step -> new Stored(step, "")).toList();
    }

    /** Runs a list in the dispatch of a job; returns whether no action failed. */
    private boolean run(String job, String path, List<Stored> plan) {
        for (int i = 0; i < plan.size(); i++) {
            Step step = plan.get(i).step();
            String by = plan.get(i).filledBy().isEmpty() ? job : plan.get(i).filledBy();
            if (!step.kind().isJob()) {
                if (step.trouble() == Trouble.FAILS) {
                    return false;
                }
                asked.accept(new Asked(step.kind().effect(), name(step, by)));
                continue;
            }
            List<Stored> rest = plan.subList(i + 1, plan.size());
            boolean continued = !step.async() && !rest.isEmpty();
            List<Stored> onSuccess = new ArrayList<>(own(step.onSuccess()));
            if (continued) {
                rest.forEach(later ->
                        onSuccess.add(new Stored(later.step(), later.filledBy().isEmpty() ? job : later.filledBy())));
            }
            String place = (path.isEmpty() ? "" : path + "-") + String.format(Locale.ROOT, "%03d", i);
            child(step, place, 0, onSuccess);
            if (continued) {
                return true;
            }
        }
        return true;
    }

    private void child(Step step, String path, int retry, List<Stored> onSuccess) {
        boolean hasTask = !onSuccess.isEmpty() || !step.onFailure().isEmpty();
        String id = chain + "--" + path + "_" + step.kind().word() + (retry == 0 ? "" : "_r" + retry)
                + (hasTask ? "--dispatch" : "--dispatch_nop");
        asked.accept(new Asked(Effect.JOB, id));
        boolean falters = step.trouble() == Trouble.FALTERS || step.trouble() == Trouble.FALTERS_ALWAYS;
        if (falters && retry == 0) {
            ends(id, RETRIED, hasTask);
            child(step, path, 1, onSuccess);
            return;
        }
        if (!hasTask) {
            return;
        }
        boolean failed = step.trouble() == Trouble.FAILS || step.trouble() == Trouble.FALTERS_ALWAYS;
        boolean well = run(id, path, failed ? own(step.onFailure()) : onSuccess);
        boolean abandoned =
                failed && onSuccess.stream().anyMatch(later -> !later.filledBy().isEmpty());
        ends(id, well && !abandoned ? OK : ERROR, true);
    }

    private String name(Step step, String by) {
        return switch (step.kind()) {
            case MOVE, DELETE -> Documents.file("in", chain, step.tag());
            case DROP -> Documents.table(step.tag());
            case CALL -> Documents.path(step.tag(), chain, by);
            default -> Documents.message(step.tag(), chain, by);
        };
    }

    /** All steps of a plan, nested ones too. */
    static void each(List<Step> plan, Consumer<Step> visitor) {
        for (Step step : plan) {
            visitor.accept(step);
            each(step.onSuccess(), visitor);
            each(step.onFailure(), visitor);
        }
    }
}
