package dev.bqdispatch.chaos;

import dev.bqdispatch.chaos.Happening.By;
import dev.bqdispatch.chaos.Happening.JobEnds;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Which job of those that are one run by {@code Once} had it: any of them may, and then no other. */
final class Winners {
    private static final String SKIPPED = "journal skipped";

    /** By table: the first that was not skipped, or the first if all were. */
    private final Map<String, String> winners = new HashMap<>();

    Winners(Script script, int events, Ledgers ledgers) {
        for (boolean any : new boolean[] {false, true}) {
            for (int number = 0; number < events; number++) {
                if (script.happening(number) instanceof JobEnds job && isOneOfMany(job)) {
                    List<String> entries = ledgers.entries().getOrDefault(job.id(), List.of(SKIPPED));
                    if (any || !entries.contains(SKIPPED)) {
                        winners.putIfAbsent(job.table(), job.id());
                    }
                }
            }
        }
    }

    private static boolean isOneOfMany(JobEnds job) {
        return job.plan().by() == By.ONCE && !job.failed();
    }

    /** Whether the job's plan is to be run. */
    boolean runs(JobEnds job) {
        return !isOneOfMany(job) || job.id().equals(winners.get(job.table()));
    }
}
