package dev.bqdispatch.ledger;

import dev.bqdispatch.fault.Ground;
import dev.bqdispatch.job.JobRef;
import dev.bqdispatch.job.ObjectUrl;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * The entries of all jobs, under {@code JournalURL} and {@code ErrorURL}. Every method blocks, and throws
 * {@link dev.bqdispatch.fault.GroundLost} where storage can't be had.
 */
public final class EntryShelf {
    private final Objects objects;
    private final EntryNames journal;
    private final EntryNames errors;
    private final boolean rehearses;

    /**
     * The entries of what is done.
     *
     * @param journal folder of the entries of dispatches that succeeded
     * @param errors folder of the others
     * @param home {@code ProjectID}, whose jobs need no hash in their entry's name
     */
    public EntryShelf(Objects objects, ObjectUrl journal, ObjectUrl errors, String home) {
        this(objects, new EntryNames(journal, home), new EntryNames(errors, home), false);
    }

    private EntryShelf(Objects objects, EntryNames journal, EntryNames errors, boolean rehearses) {
        this.objects = objects;
        this.journal = journal;
        this.errors = errors;
        this.rehearses = rehearses;
    }

    /** The entries of what a dry run would do, well or badly, all in one folder. */
    public static EntryShelf ofDryRun(Objects objects, ObjectUrl folder, String home) {
        EntryNames names = new EntryNames(folder, home);
        return new EntryShelf(objects, names, names, true);
    }

    /** Whether its entries tell what would be done, instead of what was. */
    public boolean rehearses() {
        return rehearses;
    }

    /** The names of entries under one of the two folders. */
    public EntryNames names(boolean failed) {
        return failed ? errors : journal;
    }

    /**
     * Looks for the entry of J under both folders; if both have one, that of {@code JournalURL} counts.
     *
     * @return whether it is one of a failed dispatch; empty if J has no entry
     */
    public Optional<Boolean> find(JobRef job, Instant ended) {
        if (locate(journal, job, ended).isPresent()) {
            return Optional.of(false);
        }
        boolean elsewhere =
                !errors.equals(journal) && locate(errors, job, ended).isPresent();
        return elsewhere ? Optional.of(true) : Optional.empty();
    }

    /** Looks for the entry of J as {@link #find} does, and says where it is. */
    public Optional<ObjectUrl> locate(JobRef job, Instant ended) {
        return locate(journal, job, ended)
                .or(() -> errors.equals(journal) ? Optional.empty() : locate(errors, job, ended));
    }

    private Optional<ObjectUrl> locate(EntryNames names, JobRef job, Instant ended) {
        for (ObjectUrl name : names.candidates(job, ended)) {
            Optional<Objects.Stat> entry = Ground.at(names.folder(), () -> objects.stat(name));
            if (entry.isEmpty()) {
                return Optional.empty();
            }
            if (isOf(job, entry.get())) {
                return Optional.of(name);
            }
        }
        return Optional.empty();
    }

    /** Reads what {@link #locate} found; empty if it is there no more. */
    public Optional<String> read(ObjectUrl entry) {
        return Ground.at(entry, () -> objects.read(entry)).map(Objects.Content::text);
    }

    private static boolean isOf(JobRef job, Objects.Stat entry) {
        return new JobIdentity(job).text().equals(entry.metadata().get(EntryNames.OWNER));
    }

    /**
     * Writes the entry of J, unless another replica has settled J meanwhile: then that entry stands.
     *
     * @param failed whether the dispatch failed
     * @return the entry that stands
     */
    public ObjectUrl write(JobRef job, Instant ended, boolean failed, byte[] json) {
        EntryNames names = names(failed);
        Map<String, String> owner = Map.of(EntryNames.OWNER, new JobIdentity(job).text());
        for (ObjectUrl name : names.candidates(job, ended)) {
            if (Ground.at(names.folder(), () -> objects.create(name, json, owner))
                    .isPresent()) {
                return name;
            }
            Optional<Objects.Stat> there = Ground.at(names.folder(), () -> objects.stat(name));
            if (there.filter(entry -> isOf(job, entry)).isPresent()) {
                return name;
            }
        }
        throw new IllegalStateException("every name for the entry of " + job + " is taken by another job");
    }
}
