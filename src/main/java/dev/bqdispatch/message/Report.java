package dev.bqdispatch.message;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What became of a plan.
 *
 * @param ended when the job ended, as far as can be known: names the entry's hour folder
 * @param status how the dispatch ended
 * @param actions one report for each action of the plan, in its order
 * @param error why the dispatch failed; null if it did not
 * @param continues job ID of the child that the rest of the plan now belongs to, or that was submitted in place of this
 *     one; null if none
 * @param warnings what a person should know, beside those of the dispatch
 */
public record Report(
        Instant ended,
        Status status,
        List<ActionReport> actions,
        @Nullable String error,
        @Nullable String continues,
        List<String> warnings,
        Instant started,
        Duration timeTaken) {

    /** How a dispatch ended. */
    public enum Status {
        OK("ok"),
        ERROR("error"),
        /** The plan ran for another job that counts as the same. */
        SKIPPED("skipped"),
        /** Its job failed and was submitted again: whatever waits for it waits for that one. */
        RETRIED("retried");

        private final String word;

        Status(String word) {
            this.word = word;
        }

        /** The word of the entry. */
        public String word() {
            return word;
        }

        /** Whether the plan began. */
        public boolean ran() {
            return this == OK || this == ERROR;
        }
    }

    public Report {
        if ((status == Status.ERROR) != (error != null) || (status == Status.RETRIED && continues == null)) {
            throw new IllegalArgumentException("a dispatch that is " + status + ": " + error + ", " + continues);
        }
        actions = List.copyOf(actions);
        warnings = List.copyOf(warnings);
    }
}
