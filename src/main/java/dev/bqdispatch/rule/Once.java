package dev.bqdispatch.rule;

import dev.bqdispatch.job.JobRef;
import org.apache.commons.codec.digest.DigestUtils;

/**
 * That a plan is the only one of its route for one value.
 *
 * @param route its name
 * @param value what the jobs that count as one have in common; empty if the job has nothing to tell it by
 * @param holder the job that the plan is run for
 */
public record Once(String route, String value, JobRef holder) {
    /** A longer value is no less right, but nobody reads it. */
    private static final int LONGEST = 500;

    /** The value of a route's {@code Once}, filled in for a job: the same value gives the same text. */
    static Once of(String route, String filled, JobRef holder) {
        String value = EnvReferences.resolve(filled, name -> null);
        String cut = value.length() <= LONGEST
                ? value
                : value.substring(0, LONGEST) + "…~"
                        + DigestUtils.sha256Hex(value).substring(0, 32);
        return new Once(route, cut, holder);
    }
}
