package dev.bqdispatch.bus;

import dev.bqdispatch.message.AskBacklog;
import dev.bqdispatch.message.Backlog;
import dev.bqdispatch.message.BusMessage;
import dev.bqdispatch.message.CarryJob;
import dev.bqdispatch.message.FindEntries;
import dev.bqdispatch.message.FindJob;
import dev.bqdispatch.message.FindRoute;
import dev.bqdispatch.message.FindTask;
import dev.bqdispatch.message.FoundEntries;
import dev.bqdispatch.message.FoundJob;
import dev.bqdispatch.message.FoundRoute;
import dev.bqdispatch.message.FoundTask;
import dev.bqdispatch.message.HealthChanged;
import dev.bqdispatch.message.JournalAnswer;
import dev.bqdispatch.message.JournalOrder;
import dev.bqdispatch.message.LocateJob;
import dev.bqdispatch.message.MatchAnswer;
import dev.bqdispatch.message.MatchJob;
import dev.bqdispatch.message.ReplayAnswer;
import dev.bqdispatch.message.ReplayEntry;
import dev.bqdispatch.message.RulesPublished;
import dev.bqdispatch.message.RunAnswer;
import dev.bqdispatch.message.RunPlan;
import dev.bqdispatch.message.StopPlan;
import dev.bqdispatch.message.Verdict;
import dev.bqdispatch.message.Whereabouts;

/**
 * Every address of the service: first those that an event passes, in the order it passes them, then those at which the
 * reconciler asks, then news.
 */
public final class Addresses {
    /** Carry this event to its end. Asked by whoever heard of a job otherwise than through a message. */
    public static final Address<CarryJob, Verdict> CARRY = new Address<>("ingest", CarryJob.class, Verdict.class);

    /** Do the failed dispatch of this entry again. */
    public static final Address<ReplayEntry, ReplayAnswer> REPLAY =
            new Address<>("replay", ReplayEntry.class, ReplayAnswer.class);

    /** Which entries are of failed dispatches? */
    public static final Address<FindEntries, FoundEntries> FAILED =
            new Address<>("replay.entries", FindEntries.class, FoundEntries.class);

    /** What waits for this job? */
    public static final Address<MatchJob, MatchAnswer> MATCH =
            new Address<>("match", MatchJob.class, MatchAnswer.class);

    /** Has this job a deferred task? Only the matcher asks. */
    public static final Address<FindTask, FoundTask> TASKS =
            new Address<>("match.tasks", FindTask.class, FoundTask.class);

    /** Which job is this, and how did it end? Asked where an event does not tell it. */
    public static final Address<FindJob, FoundJob> JOBS = new Address<>("match.jobs", FindJob.class, FoundJob.class);

    /** Run this plan. */
    public static final Address<RunPlan, RunAnswer> RUN = new Address<>("action", RunPlan.class, RunAnswer.class);

    /** Write this down. */
    public static final Address<JournalOrder, JournalAnswer> JOURNAL =
            new Address<>("journal", JournalOrder.class, JournalAnswer.class);

    /** Which route would take this job? */
    public static final Address<FindRoute, FoundRoute> ROUTES =
            new Address<>("match.routes", FindRoute.class, FoundRoute.class);

    /** Where is this job, and has it ended? */
    public static final Address<LocateJob, Whereabouts> WHERE =
            new Address<>("match.where", LocateJob.class, Whereabouts.class);

    /** How far behind is the service? */
    public static final Address<AskBacklog, Backlog> BACKLOG =
            new Address<>("ingest.backlog", AskBacklog.class, Backlog.class);

    /** A plan is to stop. */
    public static final Address<StopPlan, BusMessage> STOP = Address.ofNews("action.stop", StopPlan.class);

    /** There is a new version of the rules. */
    public static final Address<RulesPublished, BusMessage> RULES = Address.ofNews("rules", RulesPublished.class);

    /** A part of the service says how it is. */
    public static final Address<HealthChanged, BusMessage> HEALTH = Address.ofNews("health", HealthChanged.class);

    private Addresses() {}
}
