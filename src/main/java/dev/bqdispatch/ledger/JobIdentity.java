package dev.bqdispatch.ledger;

import dev.bqdispatch.job.JobRef;
import java.util.Optional;
import org.apache.commons.codec.digest.DigestUtils;

/**
 * J, the identity of a completion, in the forms that names are made of.
 *
 * @param ref the job; J is its text, {@code project:location.jobID}
 */
public record JobIdentity(JobRef ref) {
    /** Characters of a job ID that its cut form keeps. */
    static final int CUT_LENGTH = 600;

    /** Reads J; empty if the text is none. */
    static Optional<JobRef> parse(String text) {
        // A job ID has neither dot nor colon, a location no colon; a project may have both.
        int dot = text.lastIndexOf('.');
        int colon = text.lastIndexOf(':', dot);
        if (colon < 0) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    new JobRef(text.substring(0, colon), text.substring(colon + 1, dot), text.substring(dot + 1)));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

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
