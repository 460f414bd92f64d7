package dev.bqdispatch.ledger;

import dev.bqdispatch.job.JobRef;
import dev.bqdispatch.job.ObjectUrl;
import java.nio.charset.StandardCharsets;

/** How a job ID is written in the name of an object: {@code --} is a folder's slash. */
final class ObjectNames {
    /** Longest job ID that stands whole in a name. */
    static final int LONGEST_WHOLE_ID = 900;

    private ObjectNames() {}

    /** Left to right, so {@code a---b} is {@code a/-b}. */
    static String slashed(String jobId) {
        return jobId.replace("--", "/");
    }

    /** {@code <before><job ID><after>} in the folder; the ID cut where the name would be longer than GCS takes. */
    static ObjectUrl named(ObjectUrl folder, String before, JobRef job, String after) {
        String id = job.jobId();
        ObjectUrl whole = folder.in(before + slashed(id) + after);
        if (id.length() <= LONGEST_WHOLE_ID && fits(whole)) {
            return whole;
        }
        return folder.in(before + slashed(new JobIdentity(job).cut()) + after);
    }

    static boolean fits(ObjectUrl object) {
        return object.name().getBytes(StandardCharsets.UTF_8).length <= ObjectUrl.MAX_NAME_BYTES;
    }
}
