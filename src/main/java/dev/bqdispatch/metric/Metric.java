package dev.bqdispatch.metric;

import java.util.List;

/** Every metric: its name as Prometheus shows it, without the suffix of its kind, what it means, and its labels. */
public enum Metric {
    RECEIVED("bqdispatch_messages_received", "Messages pulled from the subscription"),
    EVENTS(
            "bqdispatch_events",
            "Events by what became of them: ok, error, duplicate, unmatched, ignored, invalid, given_back",
            "outcome"),
    DECODED("bqdispatch_events_decoded", "Finished jobs by the format in which they came", "format"),
    MATCHED(
            "bqdispatch_events_matched",
            "Dispatches by what selected the plan: task or route, and which",
            "by",
            "route"),
    TASKS_MISSING("bqdispatch_tasks_missing", "Jobs whose ID ends in dispatch and that have no task"),
    FAILED_WITHOUT_DESTINATION(
            "bqdispatch_failed_without_destination", "Failed queries that name no destination, which Dest can't see"),
    ACTIONS("bqdispatch_actions", "Actions by how they ended", "action", "status"),
    DISPATCH_TIME("bqdispatch_dispatch", "Time from running a plan to its entry", "outcome"),
    LEASES_LOST("bqdispatch_leases_lost", "Messages whose lease could not be kept until they were settled"),
    CONFIG_REFUSED("bqdispatch_config_refused", "Versions of the configuration that were refused"),
    IN_FLIGHT("bqdispatch_in_flight", "Messages held now"),
    PULLING("bqdispatch_pulling", "1 while messages are pulled, 0 while pulling is paused or stopped"),
    CONFIG_CURRENT("bqdispatch_config_current", "1 if the newest version of the configuration is in force, else 0");

    private final String fullName;
    private final String help;

    @SuppressWarnings("ImmutableEnumChecker") // made by List.of
    private final List<String> labels;

    Metric(String fullName, String help, String... labels) {
        this.fullName = fullName;
        this.help = help;
        this.labels = List.of(labels);
    }

    public String fullName() {
        return fullName;
    }

    public String help() {
        return help;
    }

    public List<String> labels() {
        return labels;
    }
}
