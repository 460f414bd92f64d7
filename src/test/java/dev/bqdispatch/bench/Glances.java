package dev.bqdispatch.bench;

import java.io.IOException;

/** Looks now and then at a process of its own, which says how far it is only if it is asked. */
final class Glances {
    private static final long EACH_MS = 100;
    private static final int MOST = 1_200;

    /** What is looked for. */
    interface Look {
        boolean shows() throws IOException;
    }

    private Glances() {}

    /**
     * Waits until a look shows it, for two minutes at most.
     *
     * @param otherwise what is wrong if none does
     */
    static void until(Look look, String otherwise) throws IOException, InterruptedException {
        for (int i = 0; i < MOST; i++) {
            if (look.shows()) {
                return;
            }
            // Meant, for nobody tells us: to look all the time would take the processor from what is measured.
            Thread.sleep(EACH_MS);
        }
        throw new IOException(otherwise);
    }
}
