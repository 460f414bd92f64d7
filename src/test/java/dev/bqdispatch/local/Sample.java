package dev.bqdispatch.local;

import java.util.List;
import java.util.function.Consumer;

/**
 * Something that happens at Google, and what must come of it.
 *
 * @param title what happens, in a sentence
 * @param jobId of the job that ends; empty if there is none
 * @param happens makes it happen
 */
record Sample(String title, String jobId, Consumer<LocalCloud> happens, List<Expected> expected) {
    Sample {
        expected = List.copyOf(expected);
    }
}
