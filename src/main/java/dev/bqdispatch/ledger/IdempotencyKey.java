package dev.bqdispatch.ledger;

import dev.bqdispatch.job.JobRef;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.apache.commons.codec.digest.DigestUtils;

/**
 * What tells one action of one job event from every other, the same at every delivery and in every attempt: the receiver
 * of a message knows by it what it has seen before.
 *
 * @param job whose event the action is for
 * @param path the job's own steps from the root of its chain, then the action's place in its list as stored, from 0
 * @param action its word
 */
public record IdempotencyKey(JobRef job, List<Integer> path, String action) {
    public IdempotencyKey {
        path = List.copyOf(path);
    }

    /** The key of an action of a job's plan. */
    public static IdempotencyKey of(JobRef job, Lineage lineage, int index, String action) {
        List<Integer> path = new ArrayList<>(lineage.path());
        path.add(index);
        return new IdempotencyKey(job, path, action);
    }

    /** SHA-256 in 64 hex digits. */
    public String text() {
        String steps = path.stream()
                .map(step -> String.format(Locale.ROOT, "%03d", step))
                .collect(Collectors.joining("-"));
        return DigestUtils.sha256Hex(new JobIdentity(job).text() + "\n" + steps + "\n" + action);
    }
}
