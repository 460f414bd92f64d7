package dev.bqdispatch.bench;

import dev.bqdispatch.local.Progress;

/** Says what is being measured, and how far the whole run is. */
final class Telling {
    private final Progress progress;
    private final int parts;
    private int done;

    /** @param parts how many measurements there are */
    Telling(Progress progress, int parts) {
        this.progress = progress;
        this.parts = parts;
    }

    /** Something of the current measurement begins. */
    void now(String what) {
        progress.tell(done, parts, "measured", what);
    }

    void partDone() {
        done++;
    }

    void end() {
        progress.end();
    }
}
