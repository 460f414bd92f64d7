package dev.bqdispatch.message;

import dev.bqdispatch.job.JobRef;
import dev.bqdispatch.job.ObjectUrl;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Asks for something to be written down. */
public sealed interface JournalOrder extends BusMessage {

    /** The entry of a dispatch is due, then its task is retired. */
    record Enter(RunAnswer.Ran ran) implements JournalOrder {}

    /** The entry is there; its task may still have to be retired. */
    record CleanUp(RunAnswer.Duplicate duplicate) implements JournalOrder {}

    /**
     * A task that no event will come for is kept for people, out of the way.
     *
     * @param generation of the object that was read, the only one that may be moved
     * @param text the whole object
     * @param reason a sentence for people
     * @param lost the job that will never be; null if there is none such: the task came too late for its job
     */
    record Orphan(
            ObjectUrl task,
            long generation,
            String text,
            String reason,
            @Nullable JobRef lost) implements JournalOrder {}

    /**
     * A message that can't be decoded is kept for people.
     *
     * @param reason why it can't be decoded
     * @param publishTime names its hour folder
     * @param data the message's data, whole; not to be changed
     */
    @SuppressWarnings("ArrayRecordComponent") // by reference on purpose: up to 10 MB, and nobody compares orders
    record KeepInvalid(
            String reason, String messageId, Instant publishTime, Map<String, String> attributes, byte[] data)
            implements JournalOrder {
        public KeepInvalid {
            attributes = Map.copyOf(attributes);
        }
    }
}
