package dev.bqdispatch.ledger;

import dev.bqdispatch.job.JobRef;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where a job stands in its chain, and so what its children are called.
 *
 * @param root the chain's first job; null where only its cut ID and its label are left to know it by
 * @param base what child IDs start with if {@code root} is null
 * @param rootLabel {@link JobIdentity#label} of the root
 * @param path the job's own steps from the root, empty for the root itself
 * @param parent job ID of the job whose dispatch submitted this one; null for a root, or if nothing tells
 * @param replay the operator's replay that the chain follows from, 0 if none
 */
public record Lineage(
        @Nullable JobRef root,
        String base,
        String rootLabel,
        List<Integer> path,
        @Nullable String parent,
        int replay) {
    /** Longest job ID of a root that child IDs carry whole. */
    static final int LONGEST_WHOLE_BASE = 640;

    public Lineage {
        path = List.copyOf(path);
    }

    /** A job that none of ours submitted. */
    public static Lineage ofRoot(JobRef job) {
        return new Lineage(job, job.jobId(), new JobIdentity(job).label(), List.of(), null, 0);
    }

    /**
     * The chain of a job without a task: known by its ID and labels.
     *
     * @return the lineage of a root if the job is not ours
     */
    public static Lineage of(JobRef job, Map<String, String> labels) {
        String rootLabel = labels.get(ChildLabels.ROOT);
        Optional<ChildId> id = ChildId.parse(job.jobId());
        if (id.isEmpty() || rootLabel == null) {
            return ofRoot(job);
        }
        ChildId child = id.get();
        JobRef root =
                wholeBase(child.base(), rootLabel) ? new JobRef(job.project(), job.location(), child.base()) : null;
        String parent = child.depth() == 1 && root != null ? root.jobId() : null;
        return new Lineage(root, child.base(), rootLabel, child.path(), parent, child.replay());
    }

    /** The chain of a job whose task names its root. */
    public static Lineage of(JobRef job, JobRef root, @Nullable String parent) {
        Lineage start = ofRoot(root);
        return ChildId.parse(job.jobId())
                .map(id -> new Lineage(root, start.base(), start.rootLabel(), id.path(), parent, id.replay()))
                .orElse(start);
    }

    /** The same for the plan of a replay, by which its children are told from those before it. */
    public Lineage replayed(int number) {
        return new Lineage(root, base, rootLabel, path, parent, number);
    }

    /** A cut base ends in the same hash of J that the label starts with. */
    private static boolean wholeBase(String base, String rootLabel) {
        return rootLabel.length() < 16 || !base.endsWith("_" + rootLabel.substring(0, 16));
    }

    /** Whether the job was submitted by this service. */
    public static boolean isOurs(JobRef job, Map<String, String> labels) {
        return labels.containsKey(ChildLabels.ROOT)
                && ChildId.parse(job.jobId()).isPresent();
    }

    /** The root's job ID, or as much of it as is known. */
    public String chainId() {
        if (root != null) {
            return root.jobId();
        }
        return base.substring(0, base.length() - 17);
    }

    public int depth() {
        return path.size();
    }

    /**
     * The ID of the child that an action of this job's plan submits.
     *
     * @param index the action's place in its list as stored, from 0
     * @param project where the child runs
     * @param location where the child runs
     * @param withTask whether a deferred task is written for it
     */
    public ChildId child(int index, String action, String project, String location, boolean withTask) {
        List<Integer> steps = new ArrayList<>(path);
        steps.add(index);
        return new ChildId(baseIn(project, location), steps, action, 0, replay, withTask);
    }

    private String baseIn(String project, String location) {
        if (root == null) {
            return base;
        }
        boolean whole = root.jobId().length() <= LONGEST_WHOLE_BASE
                && root.project().equals(project)
                && root.location().equals(new JobRef(project, location, "x").location());
        return whole ? root.jobId() : new JobIdentity(root).cut();
    }
}
