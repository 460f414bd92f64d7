package dev.bqdispatch.config;

import dev.bqdispatch.job.ObjectUrl;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * What is settled when the service starts.
 *
 * @param projectId where child jobs run unless their action says otherwise
 * @param journalUrl folder of entries
 * @param errorUrl folder of entries of failed dispatches
 * @param deferTaskUrl folder of deferred tasks
 * @param stateUrl folder of claims and markers, not within {@code deferTaskUrl}
 * @param subscription {@code projects/P/subscriptions/S}
 * @param region location of keys that name none
 * @param checkIn how often the document is looked at
 * @param maxInFlight most events worked on at once
 * @param pulls most outstanding pulls
 * @param workers threads for blocking calls
 * @param drainTimeout how long plans may go on when the service is told to end
 */
public record Settings(
        String projectId,
        ObjectUrl journalUrl,
        ObjectUrl errorUrl,
        ObjectUrl deferTaskUrl,
        ObjectUrl stateUrl,
        String subscription,
        String region,
        Duration checkIn,
        int maxInFlight,
        int pulls,
        int workers,
        Duration drainTimeout) {

    private static final Map<String, Function<Settings, Object>> KEYS = Map.ofEntries(
            Map.entry("ProjectID", Settings::projectId),
            Map.entry("JournalURL", Settings::journalUrl),
            Map.entry("ErrorURL", Settings::errorUrl),
            Map.entry("DeferTaskURL", Settings::deferTaskUrl),
            Map.entry("StateURL", Settings::stateUrl),
            Map.entry("Subscription", Settings::subscription),
            Map.entry("Region", Settings::region),
            Map.entry("CheckInMs", Settings::checkIn),
            Map.entry("MaxInFlight", Settings::maxInFlight),
            Map.entry("Pulls", Settings::pulls),
            Map.entry("Workers", Settings::workers),
            Map.entry("DrainTimeoutMs", Settings::drainTimeout));

    public Settings {
        journalUrl = journalUrl.asFolder();
        errorUrl = errorUrl.asFolder();
        deferTaskUrl = deferTaskUrl.asFolder();
        stateUrl = stateUrl.asFolder();
        if (deferTaskUrl.contains(stateUrl)) {
            throw new IllegalArgumentException(stateUrl + " lies in " + deferTaskUrl);
        }
        if (checkIn.isNegative() || checkIn.isZero() || drainTimeout.isNegative()) {
            throw new IllegalArgumentException("times must be positive: " + checkIn + ", " + drainTimeout);
        }
        if (maxInFlight < 1 || pulls < 1 || workers < 1) {
            throw new IllegalArgumentException("numbers must be positive");
        }
    }

    /** The same for a dry run, which has one folder of its own for whatever it writes. */
    public Settings ofDryRun() {
        ObjectUrl own = journalUrl.in("dry-run/");
        // What lies in the folder of tasks would be taken for tasks, but a dry run keeps no state anyway.
        ObjectUrl state = deferTaskUrl.contains(own) ? stateUrl : own.in("_bqdispatch/");
        return new Settings(
                projectId,
                own,
                own,
                deferTaskUrl,
                state,
                subscription,
                region,
                checkIn,
                maxInFlight,
                pulls,
                workers,
                drainTimeout);
    }

    /** The keys whose values are others there. */
    List<String> changedIn(Settings other) {
        return KEYS.entrySet().stream()
                .filter(key -> !key.getValue().apply(this).equals(key.getValue().apply(other)))
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
    }
}
