package dev.bqdispatch.chaos;

import java.util.List;
import java.util.Locale;

/**
 * An action of a plan that was made up.
 *
 * @param tag no two steps of a run have the same
 */
record Step(Kind kind, String tag, boolean async, Trouble trouble, List<Step> onSuccess, List<Step> onFailure) {
    Step {
        onSuccess = List.copyOf(onSuccess);
        onFailure = List.copyOf(onFailure);
    }

    enum Kind {
        COPY(Effect.JOB),
        QUERY(Effect.JOB),
        INSERT(Effect.JOB),
        EXPORT(Effect.JOB),
        LOAD(Effect.JOB),
        MOVE(Effect.MOVE),
        DELETE(Effect.DELETE),
        DROP(Effect.DROP),
        NOTIFY(Effect.NOTIFY),
        CALL(Effect.CALL),
        PUSH(Effect.PUSH);

        private final Effect effect;

        Kind(Effect effect) {
            this.effect = effect;
        }

        Effect effect() {
            return effect;
        }

        boolean isJob() {
            return effect == Effect.JOB;
        }

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** What is wrong with it. */
    enum Trouble {
        NONE,
        /** A job ends badly; a move has nothing to move. */
        FAILS,
        /** The job's first attempt fails for a reason that passes. */
        FALTERS,
        /** All its attempts fail for such a reason. */
        FALTERS_ALWAYS
    }
}
