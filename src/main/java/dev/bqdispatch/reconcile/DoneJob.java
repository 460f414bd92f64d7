package dev.bqdispatch.reconcile;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.bqdispatch.bus.Addresses;
import dev.bqdispatch.job.CompletedJob;
import dev.bqdispatch.job.ObjectUrl;
import dev.bqdispatch.message.LocateJob;
import dev.bqdispatch.message.Whereabouts;
import dev.bqdispatch.reconcile.Tally.Waiting;
import dev.bqdispatch.reconcile.TaskLook.Waiter;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/** What is done about a task whose job has ended. */
final class DoneJob {
    private static final JsonMapper MAPPER = new JsonMapper();

    private final Tools tools;
    private final Tally tally;
    private final Carrier carrier;
    private final Orphans orphans;

    DoneJob(Tools tools, Tally tally, Carrier carrier, Orphans orphans) {
        this.tools = tools;
        this.tally = tally;
        this.carrier = carrier;
        this.orphans = orphans;
    }

    /**
     * The entry of a job.
     *
     * @param task URL of the task that it came of; empty if it came of none
     */
    private record Entry(ObjectUrl url, String task, String route) {}

    Future<Void> of(Waiter task, Whereabouts.Done found) {
        Instant ended = found.job().times().ended();
        if (ended == null) {
            return unclear();
        }
        return tools.call(() -> entry(found.job(), ended)).compose(entry -> {
            // Its own entry says that whoever wrote it did not come to retire the task: a duplicate does.
            boolean own = entry.filter(there -> there.task().equals(task.url().toString()))
                    .isPresent();
            return entry.isEmpty() || own ? carry(found, ended) : late(task, found.job(), entry.get());
        });
    }

    private Future<Void> carry(Whereabouts.Done found, Instant ended) {
        return carrier.carry(found.job(), found.resource(), ended, "task")
                .compose(done -> done ? Future.succeededFuture() : unclear());
    }

    private Optional<Entry> entry(CompletedJob job, Instant ended) {
        return tools.reach()
                .entries()
                .locate(job.ref(), ended)
                .flatMap(url -> tools.reach().entries().read(url).map(text -> entry(url, text)));
    }

    private static Entry entry(ObjectUrl url, String text) {
        JsonNode response = response(text);
        return new Entry(
                url,
                response.path("MatchedURL").asText(),
                response.path("MatchedRoute").asText());
    }

    private static JsonNode response(String text) {
        try {
            return MAPPER.readTree(text).path("Response");
        } catch (JsonProcessingException notOurs) {
            return MAPPER.missingNode();
        }
    }

    /** A task that names no place may be meant for a job of the same ID elsewhere. */
    private Future<Void> late(Waiter task, CompletedJob job, Entry entry) {
        String by = entry.route().isEmpty() ? "without it" : "by route " + entry.route();
        String reason = "job " + job.ref() + " was dispatched " + by + " before this task came, see " + entry.url();
        if (task.bound() != null) {
            return orphans.late(task, reason);
        }
        return tools.bus()
                .ask(Addresses.WHERE, new LocateJob(task.pointers(), Set.of(job.ref())))
                .compose(others -> others instanceof Whereabouts.Nowhere ? orphans.late(task, reason) : unclear());
    }

    private Future<Void> unclear() {
        tally.waits(Waiting.UNCLEAR);
        return Future.succeededFuture();
    }
}
