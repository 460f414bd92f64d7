package dev.bqdispatch.ledger;

import dev.bqdispatch.fault.Ground;
import dev.bqdispatch.job.JobRef;
import dev.bqdispatch.job.ObjectUrl;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

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
     * The entry of J.
     *
     * @param failed whether it is one of a failed dispatch
     * @param written when, by Google's clock
     */
    public record Settled(ObjectUrl url, boolean failed, Instant written) {
        /**
         * What the service noted for itself until then, on the way to this entry, is done with. What is younger than the
         * entry of a failed dispatch is of a replay, which may have died and be begun again.
         */
        public Instant until() {
            return failed ? written : Instant.MAX;
        }
    }

    /**
     * Looks for the entry of J under both folders; if both have one, that of {@code JournalURL} counts. It is looked at
     * last: a replay that ends well writes it first and then takes the other one away, so one of them is always seen.
     * Looks at the same time could come too early for the new entry and, if one is slow, too late for the old one; what
     * they would save is the time of one call, and no thread.
     */
    public Optional<Settled> settled(JobRef job, Instant ended) {
        Optional<Settled> elsewhere = errors.equals(journal) ? Optional.empty() : settled(true, job, ended);
        return settled(false, job, ended).or(() -> elsewhere);
    }

    /** Whether the entry of J is one of a failed dispatch; empty if J has none. */
    public Optional<Boolean> find(JobRef job, Instant ended) {
        return settled(job, ended).map(Settled::failed);
    }

    /**
     * As {@link #find(JobRef, Instant)}, of a job whose failed dispatch is replayed: that one's entry does not count, as
     * long as it is the one that was read.
     */
    public Optional<Boolean> find(JobRef job, Instant ended, OldEntry old) {
        if (!errors.equals(journal) && settled(false, job, ended).isPresent()) {
            return Optional.of(false);
        }
        Optional<Objects.Stat> there = Ground.at(errors.folder(), () -> objects.stat(old.url()));
        boolean untouched =
                there.filter(entry -> entry.generation() == old.generation()).isPresent();
        return untouched ? Optional.empty() : Optional.of(true);
    }

    /** Where the entry of J is. */
    public Optional<ObjectUrl> locate(JobRef job, Instant ended) {
        return settled(job, ended).map(Settled::url);
    }

    private Optional<Settled> settled(boolean failed, JobRef job, Instant ended) {
        EntryNames names = names(failed);
        for (ObjectUrl name : names.candidates(job, ended)) {
            Optional<Objects.Stat> entry = Ground.at(names.folder(), () -> objects.stat(name));
            if (entry.isEmpty()) {
                return Optional.empty();
            }
            if (isOf(job, entry.get())) {
                return Optional.of(new Settled(name, failed, entry.get().created()));
            }
        }
        return Optional.empty();
    }

    /**
     * One page of what lies where the entries are of jobs that ended in one hour; retired tasks are among it. An entry that
     * no page shows may have been written meanwhile.
     *
     * @param failed whether those of failed dispatches are listed
     * @param ended any time in that hour
     * @param from {@link Objects.Page#next} of the page before; null for the first one
     */
    public Objects.Page list(boolean failed, Instant ended, @Nullable String from) {
        ObjectUrl folder = names(failed).folder();
        return Ground.at(folder, () -> objects.list(folder.in(EntryNames.hour(ended) + "/"), from));
    }

    /** Whether a listed object is the entry of J. */
    public boolean isEntry(boolean failed, Objects.Listed object, JobRef job, Instant ended) {
        return new JobIdentity(job).text().equals(owner(object))
                && names(failed).candidates(job, ended).contains(object.url());
    }

    /** The J that a listed object says it is the entry of; null if it is none. */
    public static @Nullable String owner(Objects.Listed object) {
        return object.metadata().get(EntryNames.OWNER);
    }

    /** Whether both folders are one. */
    public boolean isOneFolder() {
        return errors.equals(journal);
    }

    /** Reads what {@link #locate} found; empty if it is there no more. */
    public Optional<String> read(ObjectUrl entry) {
        return Ground.at(entry, () -> objects.read(entry)).map(Objects.Content::text);
    }

    private static boolean isOf(JobRef job, Objects.Stat entry) {
        return new JobIdentity(job).text().equals(entry.metadata().get(EntryNames.OWNER));
    }

    /**
     * Writes the entry of a replay, having kept the old one: over that if the dispatch failed again, else under
     * {@code JournalURL}, and then the old one stays until {@link #drop}. At no moment is there none.
     *
     * @param failed whether the dispatch failed again
     * @return the entry that stands
     */
    public ObjectUrl renew(OldEntry old, Instant ended, boolean failed, byte[] json) {
        keep(old);
        Map<String, String> owner = Map.of(EntryNames.OWNER, new JobIdentity(old.job()).text());
        if (failed || errors.equals(journal)) {
            // If it is another one by now, that was written by us, or by another replay that was faster.
            Ground.at(errors.folder(), () -> objects.replace(old.url(), old.generation(), json, owner));
            return old.url();
        }
        return write(old.job(), ended, false, json);
    }

    /** Keeps the entry of a failed dispatch under a name of its own. */
    public void keep(OldEntry old) {
        Map<String, String> metadata = Map.of(
                EntryNames.OWNER, new JobIdentity(old.job()).text(),
                EntryNames.COPY_OF, Long.toString(old.generation()));
        byte[] text = old.text().getBytes(StandardCharsets.UTF_8);
        // If it is there already, an earlier run of this replay kept it.
        Ground.at(errors.folder(), () -> objects.create(old.kept(), text, metadata));
    }

    /** Takes away the entry of the failed dispatch, now that there is one of its replay, which went well. */
    public void drop(OldEntry old) {
        if (!errors.equals(journal)) {
            Ground.at(errors.folder(), () -> objects.delete(old.url(), old.generation()));
        }
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
