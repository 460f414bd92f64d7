package dev.bqdispatch.ledger;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bqdispatch.fault.Ground;
import dev.bqdispatch.job.JobRef;
import dev.bqdispatch.job.ObjectUrl;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The markers that say for which job a route's plan ran, for each value of its {@code Once}. Every method blocks, throws
 * {@link dev.bqdispatch.fault.GroundLost} where a folder can't be had, and may then be called again.
 */
public final class OnceShelf {
    private static final String ENDED = "ended";
    /** Of a marker that is given back: by whose failure. */
    private static final String FAILED = "failed";

    /** What changes at every look is somebody else's for now. */
    private static final int LOOKS = 3;

    private final Objects objects;
    private final StateNames names;
    private final EntryShelf entries;

    /** @param entries of the jobs that hold markers */
    public OnceShelf(Objects objects, StateNames names, EntryShelf entries) {
        this.objects = objects;
        this.names = names;
        this.entries = entries;
    }

    /** Whether a plan may run. */
    public sealed interface Answer {
        /**
         * It may.
         *
         * @param fresh whether this is the first run for the job
         */
        record Ours(boolean fresh) implements Answer {}

        /** It ran for that job. */
        record Ran(JobRef holder) implements Answer {}

        /**
         * Another job has the marker, and nobody knows yet how that went.
         *
         * @param holder that job, as the marker names it
         */
        record Open(String holder) implements Answer {}
    }

    /**
     * Takes the marker for a job, from one whose plan failed if need be.
     *
     * @param ended when the job ended, by which others find its entry
     */
    public Answer take(String route, String value, JobRef job, Instant ended) {
        ObjectUrl url = names.once(route, value);
        Map<String, String> mine = Map.of(EntryNames.OWNER, new JobIdentity(job).text(), ENDED, ended.toString());
        String holder = "";
        long generation = 0;
        for (int look = 0; look < LOOKS; look++) {
            if (write(route, value, generation, mine)) {
                return new Answer.Ours(true);
            }
            Optional<Objects.Stat> there = stat(url);
            generation = there.map(Objects.Stat::generation).orElse(0L);
            if (there.isPresent()) {
                holder = there.get().metadata().getOrDefault(EntryNames.OWNER, "");
                // Also one that was written a moment ago, though the reply was lost.
                if (isOf(job, there.get())) {
                    return new Answer.Ours(false);
                }
                Optional<Answer> answer = answer(there.get());
                if (answer.isPresent()) {
                    return answer.get();
                }
            }
        }
        return new Answer.Open(holder);
    }

    /**
     * Gives the marker to whichever job comes next, if its holder has it still. Where the rest of the plan failed, behind a
     * child job, the marker stays and says so: the holder's own run may have crashed and come again, and must not take anew
     * what its child gave back.
     *
     * @param by whose dispatch failed: the holder itself, or a child of its chain
     * @param until see {@link EntryShelf.Settled#until}: a marker that was taken later stays
     */
    public void giveBack(String route, String value, JobRef holder, JobRef by, Instant until) {
        ObjectUrl url = names.once(route, value);
        boolean given = false;
        for (int look = 0; look < LOOKS && !given; look++) {
            Optional<Objects.Stat> there = stat(url)
                    .filter(marker -> !isGivenBack(marker)
                            && isOf(holder, marker)
                            && !marker.created().isAfter(until));
            given = there.isEmpty() || giveBack(route, value, there.get(), holder.equals(by) ? null : by);
        }
    }

    private boolean giveBack(String route, String value, Objects.Stat there, @Nullable JobRef child) {
        if (child == null) {
            ObjectUrl url = names.once(route, value);
            return Ground.at(names.folder(), () -> objects.delete(url, there.generation()));
        }
        Map<String, String> metadata = new TreeMap<>(there.metadata());
        metadata.put(FAILED, new JobIdentity(child).text());
        return write(route, value, there.generation(), metadata);
    }

    private static boolean isGivenBack(Objects.Stat marker) {
        return marker.metadata().containsKey(FAILED);
    }

    private static boolean isOf(JobRef holder, Objects.Stat marker) {
        return new JobIdentity(holder).text().equals(marker.metadata().get(EntryNames.OWNER));
    }

    /** The metadata decides; the content is for people. */
    private boolean write(String route, String value, long generation, Map<String, String> metadata) {
        ObjectUrl url = names.once(route, value);
        ObjectNode content =
                JsonNodeFactory.instance.objectNode().put("route", route).put("value", value);
        metadata.forEach(content::put);
        byte[] json = content.toPrettyString().getBytes(StandardCharsets.UTF_8);
        return Ground.at(names.folder(), () -> objects.replace(url, generation, json, metadata))
                .isPresent();
    }

    private Optional<Objects.Stat> stat(ObjectUrl url) {
        return Ground.at(names.folder(), () -> objects.stat(url));
    }

    /** What there is to say of the marker of another job; empty if it may be taken. */
    private Optional<Answer> answer(Objects.Stat marker) {
        String holder = marker.metadata().getOrDefault(EntryNames.OWNER, "");
        Optional<JobRef> other = JobIdentity.parse(holder);
        if (other.isPresent() && isGivenBack(marker)) {
            return Optional.empty();
        }
        Optional<EntryShelf.Settled> entry = other.flatMap(ref -> entry(ref, marker));
        if (entry.filter(found -> !found.failed()).isPresent()) {
            return other.map(Answer.Ran::new);
        }
        // One that was taken after the dispatch had failed is that of a replay, which has not ended.
        boolean over =
                entry.filter(found -> !marker.created().isAfter(found.until())).isPresent();
        return over ? Optional.empty() : Optional.of(new Answer.Open(holder));
    }

    private Optional<EntryShelf.Settled> entry(JobRef holder, Objects.Stat marker) {
        try {
            return entries.settled(holder, Instant.parse(marker.metadata().getOrDefault(ENDED, "")));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
