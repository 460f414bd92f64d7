package dev.bqdispatch.chaos;

import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Tells people what is tried, and what came of it. */
final class Telling {
    private static final int MOST_COMPLAINTS = 30;

    private final PrintStream out;
    private final Terms terms;
    private final Path logs;

    /** @param logs the folder that the replicas' logs are in */
    Telling(PrintStream out, Terms terms, Path logs) {
        this.out = out;
        this.terms = terms;
        this.logs = logs;
    }

    /**
     * What is about to be tried.
     *
     * @param clocks by how much each replica's clock is ahead
     */
    void begin(String pubSub, List<Duration> clocks) {
        say(
                "Seed %d: %d events, %d replicas, of which %d are killed, %d ended, %d frozen; %s of all calls fail;"
                        + " of %s of the jobs nobody is told.",
                terms.seed(),
                terms.events(),
                terms.replicas(),
                terms.kills(),
                terms.terminations(),
                terms.pauses(),
                percent(terms.faultRate()),
                percent(terms.missedRate()));
        say("Messages come from %s. The clocks are ahead by %s.", pubSub, seconds(clocks));
        say("The replicas' logs: %s", logs);
    }

    private static String seconds(List<Duration> clocks) {
        return clocks.stream().map(clock -> clock.toSeconds() + " s").collect(Collectors.joining(", "));
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.1f %%", 100 * share);
    }

    void end(Findings findings, Duration took) {
        say(
                "%d messages, %d calls while there were faults, %d of them faulty; %d times a replica could not start.",
                findings.messages(), findings.calls(), findings.faults(), findings.failedStarts());
        say("It took %d s.", took.toSeconds());
        say("");
        say("%s", Tally.head());
        findings.rows().forEach(row -> say("%s", row.row()));
        say("");
        complain(findings.complaints());
        say("lost %d, doubled %d", findings.lost(), findings.doubled());
    }

    private void complain(List<String> complaints) {
        complaints.stream().limit(MOST_COMPLAINTS).forEach(complaint -> say("%s", complaint));
        if (complaints.size() > MOST_COMPLAINTS) {
            say("... and %d more", complaints.size() - MOST_COMPLAINTS);
        }
        if (!complaints.isEmpty()) {
            say("What the replicas did: grep -h JOB %s/*.log", logs);
            say("What they wrote down: %s/ops", logs);
            say(
                    "The same events again: --seed %d --events %d --missed-rate %s",
                    terms.seed(), terms.events(), terms.missedRate());
            say("");
        }
    }

    private void say(String form, Object... words) {
        out.println(String.format(Locale.ROOT, form, words));
    }
}
