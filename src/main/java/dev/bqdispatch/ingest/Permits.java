package dev.bqdispatch.ingest;

/** How many messages more may be taken in: the one number that holds all back-pressure. */
final class Permits {
    private int free;
    private Runnable freed = () -> {};

    Permits(int all) {
        free = all;
    }

    /** Who is told when some become free. */
    void onFreed(Runnable listener) {
        freed = listener;
    }

    int free() {
        return free;
    }

    /** Takes as many as there are, up to {@code most}. */
    int take(int most) {
        int taken = Math.min(most, free);
        free -= taken;
        return taken;
    }

    void giveBack(int count) {
        if (count > 0) {
            free += count;
            freed.run();
        }
    }
}
