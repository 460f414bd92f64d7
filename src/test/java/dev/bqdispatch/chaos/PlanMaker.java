package dev.bqdispatch.chaos;

import dev.bqdispatch.chaos.Step.Kind;
import dev.bqdispatch.chaos.Step.Trouble;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/** Makes plans up: chains of one to four jobs, side by side and nested, with inline actions around them. */
final class PlanMaker {
    private static final int DEEPEST = 2;
    private static final List<Kind> JOBS =
            List.of(Kind.COPY, Kind.QUERY, Kind.QUERY, Kind.QUERY, Kind.INSERT, Kind.EXPORT, Kind.LOAD);
    private static final List<Kind> INLINE = List.of(Kind.MOVE, Kind.DELETE, Kind.NOTIFY, Kind.CALL, Kind.PUSH);

    private final RandomGenerator random;
    private final String prefix;
    private final Manner manner;
    private int made;

    /**
     * @param prefix of all tags
     */
    PlanMaker(RandomGenerator random, String prefix, Manner manner) {
        this.random = random;
        this.prefix = prefix;
        this.manner = manner;
    }

    /** What a plan is for. */
    enum Manner {
        /** Many jobs. */
        SHARED,
        /** One job, so that there may be what can't be done for another. */
        OWN,
        /** One job, and there may be child jobs that are submitted again, which takes its time. */
        FALTERING,
        /** Many jobs, and nothing goes wrong. */
        SMOOTH
    }

    List<Step> plan() {
        return steps(1 + random.nextInt(4), 0);
    }

    private List<Step> steps(int count, int depth) {
        List<Step> steps = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            steps.add(step(depth));
        }
        return steps;
    }

    private Step step(int depth) {
        String tag = prefix + "a" + ++made;
        if (random.nextInt(100) >= 45 - 15 * depth) {
            boolean own = manner == Manner.OWN || manner == Manner.FALTERING;
            Kind kind = own && random.nextInt(8) == 0 ? Kind.DROP : any(INLINE);
            boolean fails = manner != Manner.SMOOTH && kind == Kind.MOVE && random.nextInt(12) == 0;
            Trouble trouble = fails ? Trouble.FAILS : Trouble.NONE;
            return new Step(kind, tag, false, trouble, List.of(), List.of());
        }
        Kind kind = any(JOBS);
        boolean nests = depth < DEEPEST && random.nextInt(3) == 0;
        return new Step(
                kind,
                tag,
                random.nextInt(4) == 0,
                kind == Kind.QUERY ? trouble() : Trouble.NONE,
                nests ? steps(1 + random.nextInt(2), depth + 1) : List.of(),
                nests && random.nextBoolean() ? steps(1 + random.nextInt(2), depth + 1) : List.of());
    }

    private Trouble trouble() {
        int dice = random.nextInt(20);
        if (manner == Manner.FALTERING && dice < 2) {
            return dice == 0 ? Trouble.FALTERS : Trouble.FALTERS_ALWAYS;
        }
        return manner != Manner.SMOOTH && dice < 5 ? Trouble.FAILS : Trouble.NONE;
    }

    private Kind any(List<Kind> kinds) {
        return kinds.get(random.nextInt(kinds.size()));
    }
}
