package dev.bqdispatch.message;

import java.util.List;

/** Answers {@link FindEntries}. */
public sealed interface FoundEntries extends BusMessage {

    /** Their URLs, the oldest first. */
    record Some(List<String> urls) implements FoundEntries {
        public Some {
            urls = List.copyOf(urls);
        }
    }

    /**
     * They can't be listed.
     *
     * @param reason a sentence for people
     */
    record None(String reason) implements FoundEntries {}
}
