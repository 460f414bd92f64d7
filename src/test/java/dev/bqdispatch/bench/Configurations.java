package dev.bqdispatch.bench;

/** Configurations of the service under load. */
final class Configurations {

    private Configurations() {}

    /** More routes than most have, of tables that nothing is told of. */
    static RouteSet usual(Effort effort) {
        return new RouteSet(RouteShape.DISTINCT, effort.of(10, 1_000, 1_000));
    }

    /**
     * A configuration.
     *
     * @param routes a JSON array
     * @param more further keys, each with its comma before
     */
    static String with(String routes, String more) {
        return "{\"ProjectID\": \"acme\", \"Subscription\": \"bqdispatch\", \"JournalURL\": \"gs://ops/journal/\","
                + " \"ErrorURL\": \"gs://ops/errors/\", \"DeferTaskURL\": \"gs://ops/tasks/\", \"ReconcileSeconds\": 0"
                + more + ", \"Routes\": " + routes + "}";
    }
}
