package dev.bqdispatch.chaos;

/**
 * What a run is asked for. The same terms make the same jobs, plans, faults' odds and clocks; what meets what when differs
 * from run to run.
 *
 * @param events things that happen: jobs that end, and messages that are something else
 * @param kills replicas that are killed with SIGKILL
 * @param replicas services that share the subscription
 * @param faultRate of all calls to Google and others, 0 to 0.5
 * @param missedRate share of the jobs whose end nobody tells, root or child, 0 to 0.5
 * @param seed of everything that is made up
 */
record Terms(int events, int kills, int replicas, double faultRate, double missedRate, long seed) {
    Terms {
        check(events >= 1 && events <= 1_000_000, "--events is 1 to 1000000");
        check(kills >= 0 && kills <= 10_000, "--kills is 0 to 10000");
        check(replicas >= 1 && replicas <= 20, "--replicas is 1 to 20");
        check(faultRate >= 0 && faultRate <= 0.5, "--fault-rate is 0 to 0.5");
        check(missedRate >= 0 && missedRate <= 0.5, "--missed-rate is 0 to 0.5");
    }

    private static void check(boolean right, String sentence) {
        if (!right) {
            throw new IllegalArgumentException(sentence);
        }
    }

    /** How many are ended with SIGTERM, beside those that are killed. */
    int terminations() {
        return (kills + 3) / 4;
    }

    /** How many are stopped for longer than anything of theirs lasts, and go on then. */
    int pauses() {
        return (kills + 3) / 4;
    }
}
