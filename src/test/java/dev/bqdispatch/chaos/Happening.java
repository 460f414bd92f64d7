package dev.bqdispatch.chaos;

import dev.bqdispatch.fake.EventFormat;
import java.util.List;

/** Something that happens, and of which the topic hears, or should. */
sealed interface Happening {
    /** How often and how much later the topic hears of it; the distances are numbers of further happenings. */
    List<Integer> distances();

    /**
     * A job ends.
     *
     * @param id its job ID
     * @param table the route's, or one that no route is for; {@code dataset.table}
     * @param formats one for each distance
     * @param plan what waits for it
     */
    record JobEnds(
            String id, String table, boolean failed, List<EventFormat> formats, List<Integer> distances, Plan plan)
            implements Happening {
        public JobEnds {
            formats = List.copyOf(formats);
            distances = List.copyOf(distances);
        }
    }

    /** A message that tells of no job. */
    record OddMessage(String text, boolean invalid, List<Integer> distances) implements Happening {
        public OddMessage {
            distances = List.copyOf(distances);
        }
    }

    /**
     * What waits for a job.
     *
     * @param by a route, a task of the job's own, or nothing
     */
    record Plan(By by, List<Step> onSuccess, List<Step> onFailure) {
        static final Plan NONE = new Plan(By.NOTHING, List.of(), List.of());

        public Plan {
            onSuccess = List.copyOf(onSuccess);
            onFailure = List.copyOf(onFailure);
        }

        List<Step> of(boolean failed) {
            return failed ? onFailure : onSuccess;
        }
    }

    enum By {
        NOTHING,
        ROUTE,
        /** A route with {@code Once}: all jobs with one table are one run. */
        ONCE,
        TASK
    }
}
