package dev.bqdispatch.ledger;

import dev.bqdispatch.job.JobRef;
import dev.bqdispatch.job.ObjectUrl;
import java.time.Instant;

/**
 * The entry of a failed dispatch that is replayed, and that the replay's own entry takes the place of.
 *
 * @param job whose it is
 * @param hour the beginning of its hour folder, in which everything stays that comes of the job
 * @param generation of the object as it was read: no other is touched
 * @param text its content, which is kept
 * @param number how many entries of the job there were by then, this one included, from 1
 */
public record OldEntry(ObjectUrl url, JobRef job, Instant hour, long generation, String text, int number) {
    private static final String SUFFIX = ".json";

    public OldEntry {
        if (number < 1 || !url.name().endsWith(SUFFIX)) {
            throw new IllegalArgumentException(url + " as number " + number);
        }
    }

    /** What the names of kept entries of a job begin with; a number and {@code .json} follow. */
    public static ObjectUrl keptPrefix(ObjectUrl url) {
        String name = url.name();
        return new ObjectUrl(url.bucket(), name.substring(0, name.length() - SUFFIX.length()) + ".");
    }

    /** Where it is kept. */
    public ObjectUrl kept() {
        ObjectUrl prefix = keptPrefix(url);
        return new ObjectUrl(prefix.bucket(), prefix.name() + number + SUFFIX);
    }

    /** When the job ended, as far as its hour folder allows: what depends on that must not move to another. */
    public Instant ended(Instant known) {
        return EntryNames.hour(known).equals(EntryNames.hour(hour)) ? known : hour;
    }
}
