package dev.bqdispatch.ledger;

import dev.bqdispatch.job.JobRef;
import java.util.Map;
import java.util.TreeMap;
import org.apache.commons.codec.digest.DigestUtils;
import org.jspecify.annotations.Nullable;

/**
 * The labels of child jobs, by which the service knows its own again.
 *
 * @see <a href="https://cloud.google.com/bigquery/docs/labels-intro#requirements">Requirements for labels</a>
 */
public final class ChildLabels {
    /** {@link JobIdentity#label} of the chain's root. */
    public static final String ROOT = "bqdispatch_root";

    /** Generations from the root, decimal. */
    public static final String DEPTH = "bqdispatch_depth";

    /** The route the chain came from; absent if it came from a foreign deferred task. */
    public static final String ROUTE = "bqdispatch_route";

    /** Tells this step of this chain with this request from every other. */
    public static final String STEP = "bqdispatch_step";

    private ChildLabels() {}

    /**
     * The labels of one child.
     *
     * @param request the action's request, filled in, in a text that is the same at every delivery
     */
    public static Map<String, String> of(Lineage lineage, ChildId child, @Nullable String routeKey, String request) {
        Map<String, String> labels = new TreeMap<>();
        labels.put(ROOT, lineage.rootLabel());
        labels.put(DEPTH, Integer.toString(child.depth()));
        labels.put(
                STEP,
                DigestUtils.sha256Hex(lineage.rootLabel() + "\n" + child.path() + "\n" + request)
                        .substring(0, 32));
        if (routeKey != null) {
            labels.put(ROUTE, routeKey);
        }
        return labels;
    }

    /** Whether the job is the output of the route with this key. */
    public static boolean isOutputOf(String routeKey, JobRef job, Map<String, String> labels) {
        return routeKey.equals(labels.get(ROUTE)) && Lineage.isOurs(job, labels);
    }
}
