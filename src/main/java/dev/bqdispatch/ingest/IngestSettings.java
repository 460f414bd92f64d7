package dev.bqdispatch.ingest;

/**
 * How much is taken in at once.
 *
 * @param maxInFlight most messages held at a time, from before their pull is sent until they are settled
 * @param pulls most pulls outstanding at a time
 */
public record IngestSettings(int maxInFlight, int pulls, LeaseTimes leases, MemoryShare memory) {
    /** What one pull may ask for. */
    private static final int MOST_PER_PULL = 1_000;

    public IngestSettings {
        if (maxInFlight < 1 || pulls < 1) {
            throw new IllegalArgumentException("MaxInFlight and Pulls are at least 1");
        }
    }

    /** Where memory is no matter. */
    IngestSettings(int maxInFlight, int pulls, LeaseTimes leases) {
        this(maxInFlight, pulls, leases, MemoryShare.ALL);
    }

    /** What one pull asks for, so that all of them together can fill the house. */
    int share() {
        return Math.min((maxInFlight + pulls - 1) / pulls, MOST_PER_PULL);
    }
}
