package dev.bqdispatch.ledger;

import dev.bqdispatch.job.JobRef;
import org.apache.commons.codec.digest.DigestUtils;

/**
 * What tells one action of one job event from every other, the same at every delivery and in every attempt: the receiver
 * of a message knows by it what it has seen before.
 *
 * @param job whose event the action is for
 * @param action which of that job's plan
 */
public record IdempotencyKey(JobRef job, ActionName action) {

    /** SHA-256 in 64 hex digits. */
    public String text() {
        return DigestUtils.sha256Hex(new JobIdentity(job).text() + "\n" + action.text());
    }
}
