package dev.bqdispatch.reconcile;

import dev.bqdispatch.bus.Addresses;
import dev.bqdispatch.job.JobPointer;
import dev.bqdispatch.job.JobRef;
import dev.bqdispatch.job.ObjectUrl;
import dev.bqdispatch.ledger.Objects;
import dev.bqdispatch.ledger.TaskNames;
import dev.bqdispatch.message.LocateJob;
import dev.bqdispatch.message.Whereabouts;
import dev.bqdispatch.reconcile.Tally.Waiting;
import dev.bqdispatch.rule.Reconciling;
import dev.bqdispatch.rule.TaskReader;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds out what became of the job that one task waits for. */
final class TaskLook {
    private static final int TOLD = 10;

    private static final Logger LOG = LoggerFactory.getLogger(TaskLook.class);

    private final Tools tools;
    private final Tally tally;
    private final Reconciling settings;
    private final Instant now;
    private final ListedPlaces places;
    private final DoneJob doneJob;
    private final Orphans orphans;

    /** @param places what the lists of the pass have shown by the time of the first look */
    TaskLook(
            Tools tools,
            Tally tally,
            Reconciling settings,
            Instant now,
            ListedPlaces places,
            DoneJob doneJob,
            Orphans orphans) {
        this.tools = tools;
        this.tally = tally;
        this.settings = settings;
        this.now = now;
        this.places = places;
        this.doneJob = doneJob;
        this.orphans = orphans;
    }

    /**
     * A task, and where its job may be.
     *
     * @param bound the one job that the task names as the one it is for; null if it names none
     * @param pointers none if no job's event would look at this object
     */
    record Waiter(
            ObjectUrl url,
            long generation,
            Instant created,
            String text,
            @Nullable JobRef bound,
            List<JobPointer> pointers) {
        Waiter {
            pointers = List.copyOf(pointers);
        }
    }

    /** Never fails. */
    Future<Void> at(Objects.Listed listed) {
        return tools.call(() -> read(listed))
                .compose(waiter -> waiter.isPresent() ? judge(waiter.get()) : Future.succeededFuture())
                .recover(error -> {
                    tally.waits(Waiting.UNCLEAR);
                    tally.failed();
                    LOG.atWarn()
                            .addKeyValue("task", listed.url().toString())
                            .addKeyValue("reason", String.valueOf(error.getMessage()))
                            .log("a task can't be looked at");
                    return Future.succeededFuture();
                });
    }

    /** What is no JSON by its name is no task, and what was written anew is young again. */
    private Optional<Waiter> read(Objects.Listed listed) {
        if (!listed.url().name().endsWith(".json")) {
            return Optional.empty();
        }
        return tools.reach()
                .tasks()
                .read(listed.url())
                .filter(content -> content.generation() == listed.generation())
                .map(content -> waiter(listed, content.text()));
    }

    private Waiter waiter(Objects.Listed listed, String text) {
        ObjectUrl folder = tools.reach().tasks().folder();
        Optional<JobRef> ref = TaskReader.jobRef(text);
        List<JobPointer> pointers = ref.isPresent()
                ? ref.filter(job -> TaskNames.isReadFor(folder, listed.url(), job)).map(JobPointer::to).stream()
                        .toList()
                : TaskNames.jobId(folder, listed.url()).stream()
                        .flatMap(id -> settings.projects().stream().flatMap(project -> places.pointers(project, id)))
                        .toList();
        return new Waiter(listed.url(), listed.generation(), listed.created(), text, ref.orElse(null), pointers);
    }

    private Future<Void> judge(Waiter task) {
        if (task.pointers().isEmpty()) {
            tally.waits(Waiting.ODD);
            LOG.atDebug().addKeyValue("task", task.url().toString()).log("no event would look at this object");
            return Future.succeededFuture();
        }
        return tools.bus().ask(Addresses.WHERE, new LocateJob(task.pointers())).compose(answer -> judge(task, answer));
    }

    private Future<Void> judge(Waiter task, Whereabouts answer) {
        if (answer instanceof Whereabouts.Done done) {
            return doneJob.of(task, done);
        }
        if (answer instanceof Whereabouts.Nowhere nowhere) {
            boolean old = !task.created().plus(settings.orphanAfter()).isAfter(now);
            if (old && (task.bound() != null || places.whole())) {
                return orphans.absent(task, reason(task, nowhere));
            }
            tally.waits(Waiting.ABSENT);
        } else if (answer instanceof Whereabouts.Unclear unclear) {
            tally.waits(Waiting.UNCLEAR);
            LOG.atInfo()
                    .addKeyValue("task", task.url().toString())
                    .addKeyValue("reason", unclear.reason())
                    .log("the job of this task can't be looked up");
        } else {
            tally.waits(Waiting.UNFINISHED);
        }
        return Future.succeededFuture();
    }

    /** Short enough for metadata, however many places there are. */
    private String reason(Waiter task, Whereabouts.Nowhere nowhere) {
        String places = nowhere.looked().stream()
                .limit(TOLD)
                .map(place -> place.project() + ":" + place.location())
                .collect(Collectors.joining(", "));
        return "BigQuery knows no job " + task.pointers().get(0).jobId() + " in " + places
                + (nowhere.looked().size() > TOLD ? ", ..." : "") + ", and the task has waited for more than "
                + settings.orphanAfter().toHours() + " hours";
    }
}
