package dev.bqdispatch.message;

/** What may cross the event bus. Anything else is refused by the codec at once. */
public sealed interface BusMessage
        permits CarryJob,
                Verdict,
                ReplayEntry,
                ReplayAnswer,
                FindEntries,
                FoundEntries,
                MatchJob,
                MatchAnswer,
                FindTask,
                FoundTask,
                FindJob,
                FoundJob,
                RunPlan,
                RunAnswer,
                StopPlan,
                JournalOrder,
                JournalAnswer,
                FindRoute,
                FoundRoute,
                LocateJob,
                Whereabouts,
                AskBacklog,
                Backlog,
                RulesPublished,
                HealthChanged {}
