package dev.bqdispatch.message;

import dev.bqdispatch.rule.Action;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What became of one action.
 *
 * @param action filled in where its turn came, else as written
 * @param attempts how often it was tried in this dispatch, 0 if its turn did not come
 * @param error why it failed; null if it did not
 * @param childJobId the job it submitted; null if none
 */
public record ActionReport(
        Action action,
        Status status,
        int attempts,
        Duration timeTaken,
        @Nullable String error,
        @Nullable String childJobId) {

    /** How it ended. */
    public enum Status {
        DONE("done"),
        /** Its job was submitted, and goes on by itself. */
        SUBMITTED("submitted"),
        /** There was nothing that it may touch. */
        SKIPPED("skipped"),
        FAILED("failed"),
        /** Its turn did not come, or comes after the child job. */
        NOT_RUN("not run");

        private final String word;

        Status(String word) {
            this.word = word;
        }

        /** The word of the entry. */
        public String word() {
            return word;
        }
    }
}
