package dev.bqdispatch.message;

import dev.bqdispatch.job.ObjectUrl;
import java.util.Map;

/** What selected the plan of a dispatch. */
public sealed interface Origin {

    /**
     * A deferred task.
     *
     * @param url where it was put by whoever wrote it
     * @param lies where it was read: there too, or beside the entry of a dispatch that failed
     * @param generation of the object that was read, the only one that may be retired
     * @param text the whole object
     */
    record FromTask(ObjectUrl url, ObjectUrl lies, long generation, String text) implements Origin {
        /** One that lies where it was put. */
        public FromTask(ObjectUrl url, long generation, String text) {
            this(url, url, generation, text);
        }
    }

    /** Nothing: a child job of ours failed that nothing waits for, but that may be submitted again. */
    record Unawaited() implements Origin {}

    /**
     * A route.
     *
     * @param label name or {@code #index}
     * @param document where the route stands
     * @param sourceOnly whether it filters on the source alone, see {@link dev.bqdispatch.rule.When#sourceOnly()}
     * @param groups named groups of its regexes
     */
    record FromRoute(String label, String document, boolean sourceOnly, Map<String, String> groups) implements Origin {
        public FromRoute {
            groups = Map.copyOf(groups);
        }
    }
}
