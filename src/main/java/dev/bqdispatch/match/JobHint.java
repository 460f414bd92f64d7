package dev.bqdispatch.match;

import com.google.re2j.PatternSyntaxException;
import dev.bqdispatch.rule.Regexes;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The informative {@code JobID} of a task, plain or {@code ~/regex/}. */
final class JobHint {
    private JobHint() {}

    /** A warning if the hint is there and does not fit the job. */
    static Optional<String> mismatch(@Nullable String hint, String jobId) {
        if (hint == null || hint.equals(jobId)) {
            return Optional.empty();
        }
        if (hint.length() < 3 || !hint.startsWith("~/") || !hint.endsWith("/")) {
            return Optional.of("$.JobID: the task says '" + hint + "', but the job is '" + jobId + "'");
        }
        try {
            String regex = hint.substring(2, hint.length() - 1);
            return Regexes.compile(regex).matcher(jobId).find()
                    ? Optional.empty()
                    : Optional.of("$.JobID: '" + jobId + "' does not match " + hint);
        } catch (PatternSyntaxException e) {
            return Optional.of("$.JobID: " + hint + " is no RE2 regex: " + e.getDescription());
        }
    }
}
