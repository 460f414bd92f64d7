package dev.bqdispatch.config;

import dev.bqdispatch.job.ObjectUrl;
import java.time.Duration;

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
}
