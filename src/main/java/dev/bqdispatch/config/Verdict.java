package dev.bqdispatch.config;

import dev.bqdispatch.message.HealthChanged;
import dev.bqdispatch.rule.Problem;
import dev.bqdispatch.rule.Rules;
import java.util.List;

/** What a look at the document means. */
sealed interface Verdict {
    /** How the configuration is now. */
    HealthChanged health();

    /** Whether the newest version is in force. */
    boolean current();

    /** A new good version. */
    record Accepted(HealthChanged health, Rules rules, List<Problem> warnings) implements Verdict {
        public Accepted {
            warnings = List.copyOf(warnings);
        }

        @Override
        public boolean current() {
            return true;
        }
    }

    /**
     * A new bad version; none at all is one too.
     *
     * @param warnings may explain a fault: the key that is missing is there, spelled otherwise
     */
    record Refused(HealthChanged health, List<Problem> faults, List<Problem> warnings) implements Verdict {
        public Refused {
            faults = List.copyOf(faults);
            warnings = List.copyOf(warnings);
        }

        @Override
        public boolean current() {
            return false;
        }
    }

    /** The document could not be looked at. */
    record Doubted(HealthChanged health, boolean current, String reason) implements Verdict {}

    /** Nothing new. */
    record Stands(HealthChanged health, boolean current) implements Verdict {}
}
