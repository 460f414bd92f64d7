package dev.bqdispatch.ledger;

import dev.bqdispatch.job.JobRef;
import dev.bqdispatch.job.ObjectUrl;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.commons.codec.digest.DigestUtils;

/**
 * Where the entry of a completion is, under {@code JournalURL} or {@code ErrorURL}.
 *
 * @param folder one of the two
 * @param home the project whose jobs need no hash in the name, {@code ProjectID}
 */
public record EntryNames(ObjectUrl folder, String home) {
    /** Key of the object metadata that says whose entry it is; its value is J. */
    public static final String OWNER = "job";

    /** Key of the metadata of a kept entry: the generation of the entry that it is a copy of. */
    public static final String COPY_OF = "generation";

    private static final DateTimeFormatter HOUR =
            DateTimeFormatter.ofPattern("uuuu-MM-dd_HH").withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter HOUR_AND_MINUTE =
            DateTimeFormatter.ofPattern("uuuu-MM-dd_HH:mm").withResolverStyle(ResolverStyle.STRICT);
    /** What the name of every entry ends in. */
    public static final String SUFFIX = "-job.json";

    /** Under the folder of errors: messages that could not be decoded. */
    public static final String INVALID = "invalid/";

    public EntryNames {
        folder = folder.asFolder();
    }

    /** The hour folder's name, {@code yyyy-MM-dd_HH} in UTC. */
    public static String hour(Instant ended) {
        return HOUR.format(ended);
    }

    /** The hour that a folder of this name is for; empty if it is no such name. */
    public static Optional<Instant> hour(String folder) {
        try {
            return Optional.of(
                    LocalDateTime.parse(folder + ":00", HOUR_AND_MINUTE).toInstant(ZoneOffset.UTC));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /**
     * The names the entry of J may have, in the order to try: the plain one first, unless the job is a stranger's; then
     * the one with the hash of J, for when the plain one is taken by another job.
     *
     * @param ended the job's end, which decides the hour folder
     */
    public List<ObjectUrl> candidates(JobRef job, Instant ended) {
        ObjectUrl hashed = named(job, ended, "~" + new JobIdentity(job).shortHash() + SUFFIX);
        return job.project().equals(home) ? List.of(named(job, ended, SUFFIX), hashed) : List.of(hashed);
    }

    private ObjectUrl named(JobRef job, Instant ended, String after) {
        return ObjectNames.named(folder, hour(ended) + "/", job, after);
    }

    /**
     * Where a retired task goes: into the entry's hour folder, under its whole path below {@code DeferTaskURL};
     * under the job's own name if it is not there, or the path is too long.
     */
    public ObjectUrl retired(ObjectUrl taskFolder, ObjectUrl task, JobRef job, Instant ended) {
        ObjectUrl from = taskFolder.asFolder();
        if (from.contains(task)) {
            ObjectUrl whole = folder.in(
                    hour(ended) + "/" + task.name().substring(from.name().length()));
            if (ObjectNames.fits(whole)) {
                return whole;
            }
        }
        return named(job, ended, ".json");
    }

    /**
     * Where a task goes that no event will come for: under its whole path below {@code DeferTaskURL}.
     *
     * @param generation of the task; given to the second of two tasks of one name, else empty
     */
    public static ObjectUrl orphaned(
            ObjectUrl errorFolder, ObjectUrl taskFolder, ObjectUrl task, OptionalLong generation) {
        String start = taskFolder.asFolder().name();
        String path = task.name().startsWith(start) ? task.name().substring(start.length()) : task.name();
        String after = generation.isPresent() ? "~" + generation.getAsLong() + ".json" : ".json";
        String bare = path.endsWith(".json") ? path.substring(0, path.length() - ".json".length()) : path;
        ObjectUrl whole = errorFolder.in("orphaned/" + bare + after);
        return ObjectNames.fits(whole)
                ? whole
                : errorFolder.in("orphaned/" + bare.substring(0, JobIdentity.CUT_LENGTH) + "_"
                        + DigestUtils.sha256Hex(path).substring(0, 16) + after);
    }

    /** Where a message goes that can't be decoded; the hour is that of its publishing. */
    public static ObjectUrl invalid(ObjectUrl errorFolder, Instant published, String messageId) {
        return errorFolder.in(INVALID + hour(published) + "/" + messageId + ".json");
    }
}
