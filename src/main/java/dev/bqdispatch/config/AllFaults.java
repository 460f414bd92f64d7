package dev.bqdispatch.config;

import dev.bqdispatch.rule.Faults;
import dev.bqdispatch.rule.Parsed;
import dev.bqdispatch.rule.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** What is wrong with all documents of one version, each with its own faults; bounded however many there are. */
final class AllFaults {
    private static final int TOLD = 10_000;

    private final List<Problem> problems = new ArrayList<>();
    private final List<Problem> warnings = new ArrayList<>();
    private int more;

    /** @param first those of the configuration itself */
    AllFaults(Faults first) {
        add(first);
    }

    /** Adds those of one more document. */
    void add(Faults document) {
        document.problems().forEach(this::problem);
        document.warnings().forEach(this::warning);
    }

    void problem(Problem problem) {
        if (problems.size() < TOLD) {
            problems.add(problem);
        } else {
            more++;
        }
    }

    void warning(Problem warning) {
        if (warnings.size() < TOLD) {
            warnings.add(warning);
        }
    }

    /** The value if there is no problem, else all problems; the value is only built in the first case. */
    <T> Parsed<T> parsed(Supplier<T> value) {
        if (problems.isEmpty()) {
            return new Parsed.Good<>(value.get(), warnings);
        }
        if (more > 0) {
            problems.add(new Problem("all documents", "$", "and " + more + " more problems"));
        }
        return new Parsed.Bad<>(problems, warnings);
    }
}
