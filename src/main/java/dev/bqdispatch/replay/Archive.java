package dev.bqdispatch.replay;

import dev.bqdispatch.fault.Ground;
import dev.bqdispatch.job.JobRef;
import dev.bqdispatch.job.ObjectUrl;
import dev.bqdispatch.ledger.EntryNames;
import dev.bqdispatch.ledger.EntryShelf;
import dev.bqdispatch.ledger.JobIdentity;
import dev.bqdispatch.ledger.Objects;
import dev.bqdispatch.ledger.OldEntry;
import dev.bqdispatch.ledger.TaskShelf;
import dev.bqdispatch.message.ReplayAnswer;
import dev.bqdispatch.rule.Parsed;
import dev.bqdispatch.rule.Problem;
import dev.bqdispatch.rule.Secrets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The entries of failed dispatches, and the tasks beside them. Every method blocks, and throws
 * {@link dev.bqdispatch.fault.GroundLost} where storage can't be had.
 */
final class Archive {
    private static final Pattern NUMBER = Pattern.compile("([1-9][0-9]{0,3})\\.json");

    private final Objects objects;
    private final EntryShelf entries;
    private final TaskShelf tasks;
    private final ObjectUrl folder;

    Archive(Objects objects, EntryShelf entries, TaskShelf tasks) {
        this.objects = objects;
        this.entries = entries;
        this.tasks = tasks;
        this.folder = entries.names(true).folder();
    }

    /** The entries that were written since then, the oldest first; what else they are, only their content tells. */
    List<String> since(Instant since) {
        List<Objects.Listed> found = new ArrayList<>();
        String next = null;
        do {
            @Nullable String from = next;
            Objects.Page page = Ground.at(folder, () -> objects.list(folder, from));
            page.objects().stream()
                    .filter(object -> !object.created().isBefore(since) && EntryPlace.isEntry(object.url(), folder))
                    .forEach(found::add);
            next = page.next();
        } while (next != null);
        return found.stream()
                .sorted(Comparator.comparing(Objects.Listed::created))
                .map(object -> object.url().toString())
                .toList();
    }

    /** Looks at what is at a URL. */
    Candidate look(String url) {
        Parsed<EntryPlace> place = EntryPlace.of(url, folder);
        if (!(place instanceof Parsed.Good<EntryPlace> good)) {
            return refused(place.problems());
        }
        ObjectUrl at = good.value().url();
        Optional<Objects.Stat> stat = Ground.at(folder, () -> objects.stat(at));
        Optional<Objects.Content> content = stat.flatMap(there -> Ground.at(folder, () -> objects.read(at)));
        if (stat.isEmpty() || content.isEmpty()) {
            return refused("there is no such object");
        }
        Parsed<FailedEntry> entry = FailedEntry.read(content.get().text(), url);
        return entry instanceof Parsed.Good<FailedEntry> failed
                ? look(good.value(), failed.value(), stat.get(), content.get())
                : refused(entry.problems());
    }

    private Candidate look(EntryPlace place, FailedEntry entry, Objects.Stat stat, Objects.Content content) {
        JobRef job = entry.job().ref();
        boolean itsOwn = new JobIdentity(job).text().equals(stat.metadata().get(EntryNames.OWNER))
                && entries.names(true).candidates(job, place.hour()).contains(place.url());
        if (!itsOwn) {
            return refused("is not where this service writes the entry of " + job + ", or has no metadata that says so;"
                    + " expected an entry that it has written itself");
        }
        OldEntry old = new OldEntry(
                place.url(), job, place.hour(), content.generation(), content.text(), number(place, content));
        if (entry.matchedUrl().isEmpty()) {
            return new Candidate.Ready(entry, old, Optional.empty());
        }
        Optional<ObjectUrl> put = ObjectUrl.parse(entry.matchedUrl())
                .filter(url -> tasks.folder().contains(url) && !EntryPlace.isOdd(url));
        return put.<Candidate>map(url -> new Candidate.Ready(
                        entry,
                        old,
                        Optional.of(new RetiredTask(
                                url, entries.names(true).retired(tasks.folder(), url, job, place.hour())))))
                .orElseGet(() -> refused("$.Response.MatchedURL is not under DeferTaskURL, " + tasks.folder()
                        + ": the task was another service's"));
    }

    /** How many entries of the job there were, this one included. It may have been kept, and not yet replaced. */
    private int number(EntryPlace place, Objects.Content content) {
        ObjectUrl prefix = OldEntry.keptPrefix(place.url());
        int last = 0;
        String next = null;
        do {
            @Nullable String from = next;
            Objects.Page page = Ground.at(folder, () -> objects.list(prefix, from));
            for (Objects.Listed object : page.objects()) {
                Matcher number = NUMBER.matcher(
                        object.url().name().substring(prefix.name().length()));
                last = number.matches() ? Math.max(last, Integer.parseInt(number.group(1))) : last;
            }
            next = page.next();
        } while (next != null);
        return last > 0 && isCopy(new ObjectUrl(prefix.bucket(), prefix.name() + last + ".json"), content)
                ? last
                : last + 1;
    }

    private boolean isCopy(ObjectUrl kept, Objects.Content content) {
        String generation = Long.toString(content.generation());
        return Ground.at(folder, () -> objects.stat(kept))
                .filter(stat -> generation.equals(stat.metadata().get(EntryNames.COPY_OF)))
                .isPresent();
    }

    /** Whether the job has another entry that counts: that of a replay whose end was cut off. */
    boolean isSettled(Candidate.Ready ready) {
        return entries.find(ready.job(), ready.old().hour(), ready.old())
                .filter(failed -> !failed)
                .isPresent();
    }

    /** Does what is left of a replay that went well, and was cut off after its entry. */
    void cleanUp(Candidate.Ready ready) {
        entries.keep(ready.old());
        ready.task()
                .ifPresent(task -> Ground.at(folder, () -> objects.stat(task.retired()))
                        .ifPresent(there -> tasks.retireAgain(
                                task.retired(),
                                there.generation(),
                                task.put(),
                                ready.job(),
                                ready.old().hour(),
                                entries.names(false))));
        entries.drop(ready.old());
    }

    /** Why the task of a dispatch can't be run again; empty if it can, or there is none. */
    Optional<String> taskIsLost(Candidate.Ready ready) {
        if (ready.task().isEmpty() || tasks.read(ready.task().get().put()).isPresent()) {
            return Optional.empty();
        }
        RetiredTask task = ready.task().get();
        Optional<Objects.Content> retired = Ground.at(folder, () -> objects.read(task.retired()));
        if (retired.isEmpty()) {
            return Optional.of("its task is gone: it is neither at " + task.put() + " nor at " + task.retired());
        }
        return Secrets.isRedacted(retired.get().text())
                ? Optional.of("its task held a secret, which is not kept; put it, with the secret, to " + task.put()
                        + ", and replay again")
                : Optional.empty();
    }

    /** What the entry of a job says why its dispatch failed. */
    String error(ObjectUrl url) {
        return Ground.at(folder, () -> objects.read(url))
                .map(content -> FailedEntry.error(content.text()))
                .orElse("");
    }

    private static Candidate refused(List<Problem> problems) {
        Problem first = problems.get(0);
        return refused(first.path().equals("$") ? first.message() : first.path() + " " + first.message());
    }

    private static Candidate refused(String why) {
        return new Candidate.Answered(new ReplayAnswer.Refused(why));
    }
}
