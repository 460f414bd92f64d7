package dev.bqdispatch.ledger;

import dev.bqdispatch.job.JobRef;
import org.apache.commons.codec.digest.DigestUtils;

/**
 * J, the identity of a completion, in the forms that names are made of.
 *
 * @param ref the job; J is its text, {@code project:location.jobID}
 */
public record JobIdentity(JobRef ref) {
    /** Characters of a job ID that its cut form keeps. */
    static final int CUT_LENGTH = 600;

    /** J as text. */
    public String text() {
        return ref.toString();
    }

    /** 16 hex digits of SHA-256 of J: tells apart what has the same job ID. */
    public String shortHash() {
        return DigestUtils.sha256Hex(text()).substring(0, 16);
    }

    /** 32 hex digits of SHA-256 of J: the value of the label {@code bqdispatch_root}. */
    public String label() {
        return DigestUtils.sha256Hex(text()).substring(0, 32);
    }

    /** The job ID's first 600 characters without trailing {@code -}, {@code _} and {@link #shortHash}. */
    public String cut() {
        String id = ref.jobId();
        int end = Math.min(id.length(), CUT_LENGTH);
        while (end > 0 && id.charAt(end - 1) == '-') {
            end--;
        }
        return id.substring(0, end) + "_" + shortHash();
    }
}
