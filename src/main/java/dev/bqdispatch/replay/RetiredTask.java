package dev.bqdispatch.replay;

import dev.bqdispatch.job.ObjectUrl;
import java.util.List;

/**
 * The deferred task of a failed dispatch.
 *
 * @param put where it was put by whoever wrote it, and may have been put again since
 * @param retired where it lies beside the entry
 */
record RetiredTask(ObjectUrl put, ObjectUrl retired) {
    /** Where to look for it: who put it back meant that one. */
    List<ObjectUrl> places() {
        return List.of(put, retired);
    }
}
