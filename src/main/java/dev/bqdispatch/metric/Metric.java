package dev.bqdispatch.metric;

import java.util.List;

/** Every metric: its kind, its name without the suffix of that kind, what it means, and its labels. */
public enum Metric {
    RECEIVED(Kind.COUNTER, "bqdispatch_messages_received", "messages pulled from the subscription"),
    DECODED(
            Kind.COUNTER,
            "bqdispatch_events_decoded",
            "finished jobs and references to them, by the format in which they came; `reconcile`: those that no message"
                    + " told of",
            Label.of("format", "A", "B", "C", "D", "E", "reconcile")),
    MATCHED(
            Kind.COUNTER,
            "bqdispatch_events_matched",
            "finished jobs, by what selected their plan",
            Label.of("strategy", "task", "route", "none")),
    EVENTS(
            Kind.COUNTER,
            "bqdispatch_events",
            "messages, by what became of them",
            Label.of(
                    "outcome",
                    "ok",
                    "error",
                    "retried",
                    "skipped",
                    "duplicate",
                    "unmatched",
                    "ignored",
                    "invalid",
                    "given_back")),
    GIVEN_BACK(
            Kind.COUNTER,
            "bqdispatch_events_given_back",
            "messages that come again later: for the event's own sake, because a folder or the subscription fails,"
                    + " because a failed child has to wait before it is submitted again or another run or job goes first, or"
                    + " because their plan was told to stop",
            Label.of("why", "event", "ground", "early", "stopped")),
    EVENT_LAG(
            Kind.TIMER,
            "bqdispatch_event_lag",
            "time from the publishing of a message to its acknowledgement, where there was something to write"),
    TASKS_MISSING(Kind.COUNTER, "bqdispatch_tasks_missing", "jobs whose ID ends in `dispatch`, without a task"),
    FAILED_WITHOUT_DESTINATION(
            Kind.COUNTER, "bqdispatch_failed_without_destination", "failed queries that `Dest` can't see"),
    DISPATCHES(
            Kind.COUNTER,
            "bqdispatch_dispatches",
            "dispatches, by their route and what became of them; series of routes that a new version does not have end",
            Label.of("strategy", "task", "route", "none"),
            Label.open("route", "name or `#index`, empty for others"),
            Label.of("outcome", "ok", "error", "retried", "skipped", "duplicate")),
    DISPATCH_TIME(
            Kind.TIMER,
            "bqdispatch_dispatch",
            "time from running a plan to its entry",
            Label.of("outcome", "ok", "error", "retried", "skipped")),
    RESUBMITTED(
            Kind.COUNTER,
            "bqdispatch_resubmissions",
            "failed child jobs that were to be submitted again, by the reason of their failure and how that went",
            Label.of(
                    "reason",
                    "backendError",
                    "internalError",
                    "jobBackendError",
                    "jobInternalError",
                    "rateLimitExceeded",
                    "jobRateLimitExceeded"),
            Label.of("outcome", "submitted", "refused")),
    ACTIONS(
            Kind.COUNTER,
            "bqdispatch_actions",
            "actions of plans that ran, by how they ended",
            Label.of(
                    "action", "copy", "export", "query", "load", "insert", "drop", "move", "delete", "notify", "call",
                    "push"),
            Label.of("status", "done", "submitted", "skipped", "failed", "not run")),
    CLAIMS(
            Kind.COUNTER,
            "bqdispatch_claims",
            "claims on jobs whose plan notifies, calls, pushes, or runs once: `taken` (a new one), `taken_over` (from a run that"
                    + " did not end), `live` (another run has it: the event comes again), `lost` (taken over from this"
                    + " run, which ended there)",
            Label.of("outcome", "taken", "taken_over", "live", "lost")),
    ONCE(
            Kind.COUNTER,
            "bqdispatch_once",
            "events of routes with `Once`: `ran` (the first job of its value), `again` (a further try for that job),"
                    + " `skipped` (the plan ran for another), `waited` (another has the value, and no entry yet: the"
                    + " event comes again)",
            Label.of("outcome", "ran", "again", "skipped", "waited")),
    EVENTS_MISSED(
            Kind.COUNTER,
            "bqdispatch_events_missed",
            "jobs that the reconciler dispatched, since no event had told of them, by what waited for them; `none`: a"
                    + " failed child was submitted again",
            Label.of("strategy", "task", "route", "none")),
    ORPHANED(
            Kind.COUNTER,
            "bqdispatch_tasks_orphaned",
            "tasks moved to `orphaned/`: their job is nowhere (`absent`), or was dispatched before they came (`late`)",
            Label.of("why", "absent", "late")),
    RECONCILED(
            Kind.COUNTER,
            "bqdispatch_reconcile_passes",
            "passes of the reconciler, by how they ended: `busy`: another replica is at it, or was a moment ago;"
                    + " `paused`: the backlog is old; `stopped`: told to end, or its claim went to another replica",
            Label.of("result", "done", "busy", "paused", "stopped", "failed")),
    RECONCILED_AT(
            Kind.GAUGE,
            "bqdispatch_reconcile_last_pass_timestamp_seconds",
            "Unix time of the last whole pass that this replica knows of, 0 if none"),
    TASKS_WAITING(
            Kind.GAUGE,
            "bqdispatch_tasks_waiting",
            "tasks that waited for longer than `ReconcileAfterSeconds` at this replica's last pass, by their job:"
                    + " not done yet (`unfinished`), nowhere (`absent`), not to be found out or left for the next pass"
                    + " (`unclear`), or with a name that no event asks for (`odd`)",
            Label.of("job", "unfinished", "absent", "unclear", "odd")),
    GOOGLE_CALLS(
            Kind.TIMER,
            "bqdispatch_google_call",
            "calls to Google, each attempt, and how long they took",
            Label.of("call", GoogleCall.words()),
            Label.of("outcome", "ok", "not_found", "exists", "precondition", "transient", "permanent")),
    LEASES_EXTENDED(Kind.COUNTER, "bqdispatch_leases_extended", "extensions of leases that Pub/Sub took"),
    LEASES_LOST(Kind.COUNTER, "bqdispatch_leases_lost", "messages whose lease ended before they were settled"),
    IN_FLIGHT(Kind.GAUGE, "bqdispatch_in_flight", "messages held now, each with a permit and a lease"),
    OLDEST_AGE(
            Kind.GAUGE, "bqdispatch_oldest_message_age_seconds", "age of the oldest message held, 0 if none is held"),
    PERMITS(Kind.GAUGE, "bqdispatch_permits", "`MaxInFlight`: most messages that may be held"),
    PERMITS_FREE(
            Kind.GAUGE, "bqdispatch_permits_free", "messages that may be taken in beyond those held and asked for"),
    PULLS(Kind.GAUGE, "bqdispatch_pulls_outstanding", "pulls that wait for an answer"),
    PULL_RESTARTS(
            Kind.COUNTER,
            "bqdispatch_pull_restarts",
            "times that pulling was begun anew over new connections, because a pull or an acknowledgement failed, or pulls"
                    + " were not answered"),
    PULLING(Kind.GAUGE, "bqdispatch_pulling", "1 while messages are pulled, 0 while pulling pauses"),
    CONFIG_CURRENT(Kind.GAUGE, "bqdispatch_config_current", "1 if the newest version is in force, else 0"),
    CONFIG_STATE(
            Kind.GAUGE,
            "bqdispatch_config_state",
            "1 for the state that the configuration is in, else 0; `doubted`: it can't be looked at",
            Label.of("state", "current", "refused", "doubted")),
    CONFIG_VERSION(
            Kind.GAUGE,
            "bqdispatch_config_version",
            "1 for the version in force; those before it are not shown",
            Label.open("version", "generation of the object, or a hash")),
    CONFIG_ROUTES(Kind.GAUGE, "bqdispatch_config_routes", "routes in force, disabled ones too"),
    CONFIG_LOADED(
            Kind.GAUGE,
            "bqdispatch_config_loaded_timestamp_seconds",
            "Unix time at which the version in force was loaded"),
    CONFIG_REFUSED(Kind.COUNTER, "bqdispatch_config_refused", "refused versions of the configuration"),
    POOL_QUEUED(
            Kind.GAUGE,
            "bqdispatch_pool_queued",
            "blocking calls that wait for a thread",
            Label.of("pool", "action", "config", "job", "journal", "reconcile", "replay", "shared", "task")),
    POOL_BUSY(
            Kind.GAUGE,
            "bqdispatch_pool_busy",
            "threads that make blocking calls",
            Label.of("pool", "action", "config", "job", "journal", "reconcile", "replay", "shared", "task")),
    DRY_RUN(Kind.GAUGE, "bqdispatch_dry_run", "1 in a dry run, else 0"),
    BUILD(
            Kind.GAUGE,
            "bqdispatch_build_version",
            "1",
            Label.open("version", "of bqdispatch"),
            Label.open("java", "version of the JVM"));

    /** What is done with a metric, and so which suffixes Prometheus sees. */
    public enum Kind {
        /** Only grows; {@code _total}. */
        COUNTER("counter"),
        /** Says how it is now. */
        GAUGE("gauge"),
        /** A histogram of times; {@code _seconds_bucket}, {@code _count}, {@code _sum}, and a gauge {@code _max}. */
        TIMER("histogram");

        private final String word;

        Kind(String word) {
            this.word = word;
        }

        /** Prometheus's word for it. */
        public String word() {
            return word;
        }
    }

    private final Kind kind;
    private final String fullName;
    private final String help;

    @SuppressWarnings("ImmutableEnumChecker") // made by List.of, of values
    private final List<Label> labels;

    Metric(Kind kind, String fullName, String help, Label... labels) {
        this.kind = kind;
        this.fullName = fullName;
        this.help = help;
        this.labels = List.of(labels);
    }

    public Kind kind() {
        return kind;
    }

    /** The name without the suffix of its kind. */
    public String fullName() {
        return fullName;
    }

    /** The name as Prometheus shows it; of a histogram, without what stands behind {@code _seconds}. */
    public String shownName() {
        return switch (kind) {
            case COUNTER -> fullName + "_total";
            case GAUGE -> fullName;
            case TIMER -> fullName + "_seconds";
        };
    }

    /** What it means, in Markdown. */
    public String help() {
        return help;
    }

    public List<Label> labels() {
        return labels;
    }
}
