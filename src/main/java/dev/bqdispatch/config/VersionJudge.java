package dev.bqdispatch.config;

import dev.bqdispatch.message.HealthChanged;
import dev.bqdispatch.message.HealthChanged.State;
import dev.bqdispatch.rule.Parsed;
import dev.bqdispatch.rule.Policy;
import dev.bqdispatch.rule.Problem;
import dev.bqdispatch.rule.Rules;
import java.util.List;

/**
 * Decides what each look at the document means for the version in force. Remembers, and so is for one thread at a time.
 */
final class VersionJudge {
    private static final int LOOKS_UNTIL_DEGRADED = 3;
    private static final String PART = "config";
    private static final Parsed.Bad<Configuration> NOTHING_READ = new Parsed.Bad<>(List.of());
    private static final HealthChanged UP = new HealthChanged(PART, State.UP, "");

    private final ConfigReader reader;
    private final Settings running;
    private Rules inForce;
    private HealthChanged ofInForce = UP;
    /** What was last judged, and how that stands while the place can't be looked at. */
    private String judged;

    private HealthChanged standing = UP;
    private boolean current = true;

    VersionJudge(Configuration first, ConfigReader reader) {
        this.reader = reader;
        running = first.settings();
        inForce = first.rules();
        judged = inForce.version();
    }

    Verdict judge(Sighting sighting) {
        if (sighting instanceof Sighting.Unreadable unreadable) {
            return unreadable(unreadable);
        }
        if (sighting instanceof Sighting.Missing missing) {
            return judgedBefore("") ? stands() : refuse(missing.uri() + " was deleted", NOTHING_READ);
        }
        Bundle bundle = ((Sighting.Found) sighting).bundle();
        if (judgedBefore(bundle.version())) {
            return stands();
        }
        if (bundle.version().equals(inForce.version())) {
            standing = ofInForce;
            current = true;
            return stands();
        }
        Parsed<Configuration> parsed = reader.read(bundle);
        if (parsed instanceof Parsed.Good<Configuration> good) {
            return accept(good);
        }
        Parsed.Bad<Configuration> bad = (Parsed.Bad<Configuration>) parsed;
        List<Problem> faults = bad.problems();
        String more = faults.size() == 1 ? "" : " (and " + (faults.size() - 1) + " more)";
        return refuse("version " + bundle.version() + " was refused: " + faults.get(0) + more, bad);
    }

    private boolean judgedBefore(String version) {
        boolean before = judged.equals(version);
        judged = version;
        return before;
    }

    private Verdict unreadable(Sighting.Unreadable sighting) {
        if (sighting.passing() && sighting.inARow() < LOOKS_UNTIL_DEGRADED) {
            return new Verdict.Doubted(standing, current, sighting.reason());
        }
        String reason = sighting.uri() + " can't be looked at" + keeps() + ": " + sighting.reason();
        return new Verdict.Doubted(new HealthChanged(PART, State.DEGRADED, reason), current, sighting.reason());
    }

    private Verdict refuse(String what, Parsed.Bad<Configuration> bad) {
        standing = new HealthChanged(PART, State.DEGRADED, what + keeps());
        current = false;
        return new Verdict.Refused(standing, bad.problems(), bad.warnings());
    }

    private String keeps() {
        return "; version " + inForce.version() + " stays in force";
    }

    private Verdict accept(Parsed.Good<Configuration> good) {
        Rules rules = good.value().rules();
        Policy policy = rules.policy();
        // Entries are named after the project: with one part in the old and one in the new they would not be found.
        inForce = rules.with(new Policy(
                running.projectId(),
                policy.giveUpAfter(),
                policy.maxDepth(),
                policy.maxChildAttempts(),
                running.region(),
                policy.allowCall()));
        List<String> waiting = running.changedIn(good.value().settings());
        ofInForce = waiting.isEmpty()
                ? UP
                : new HealthChanged(PART, State.DEGRADED, "a restart is needed to apply " + String.join(", ", waiting));
        standing = ofInForce;
        current = true;
        return new Verdict.Accepted(standing, inForce, good.warnings());
    }

    private Verdict stands() {
        return new Verdict.Stands(standing, current);
    }
}
