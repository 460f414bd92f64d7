package dev.bqdispatch.job;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** Reads a REST {@code Job} resource that was looked up. */
public final class JobResource {
    private static final JobFormat FORMAT = new RestFormat();

    private JobResource() {}

    /**
     * Reads the job.
     *
     * @param resource not to be changed afterwards
     * @return {@link Decoded.Finished}, {@link Decoded.Ignored} if the job is not done, or {@link Decoded.Invalid}
     */
    public static Decoded read(ObjectNode resource) {
        try {
            JsonAt root = JsonAt.root(resource);
            return FORMAT.unfinished(root)
                    .<Decoded>map(Decoded.Ignored::new)
                    .orElseGet(() -> new Decoded.Finished(FORMAT.read(root), FORMAT.name(), null, resource::deepCopy));
        } catch (WrongShape e) {
            return new Decoded.Invalid(String.valueOf(e.getMessage()));
        }
    }
}
