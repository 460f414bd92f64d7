package dev.bqdispatch.reconcile;

import dev.bqdispatch.job.CompletedJob;
import dev.bqdispatch.job.Decoded;
import dev.bqdispatch.job.JobResource;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The second half of a pass: the lists of finished jobs, and a look at each that a route would take. */
final class MissedJobs {
    private static final Logger LOG = LoggerFactory.getLogger(MissedJobs.class);

    private final Tools tools;
    private final Watch watch;
    private final Window window;
    private final JobLook look;
    private final Tally tally;
    private final ListedPlaces places;
    private boolean complete = true;

    MissedJobs(Tools tools, Watch watch, Tally tally, Window window, JobLook look, ListedPlaces places) {
        this.tools = tools;
        this.watch = watch;
        this.tally = tally;
        this.window = window;
        this.look = look;
        this.places = places;
    }

    /** The jobs of a page that are worth a look. */
    private record Read(
            List<CompletedJob> jobs,
            int unreadable,
            @Nullable String next) {}

    /** Looks at the jobs of these projects; never fails. */
    Future<Void> run(List<String> projects) {
        Iterator<String> left = projects.iterator();
        return window.isOpen()
                ? Loop.whileWanted(() -> next(left)).compose(done -> look.due()).onSuccess(done -> told())
                : Future.succeededFuture();
    }

    /** Whether all projects were looked at to the end. */
    boolean complete() {
        return complete;
    }

    private void told() {
        if (complete && watch.over() == null) {
            places.sawAll();
        }
    }

    private Future<Boolean> next(Iterator<String> projects) {
        if (!projects.hasNext() || watch.over() != null) {
            return Future.succeededFuture(false);
        }
        String project = projects.next();
        return Loop.pages(from -> page(project, from), watch::mayGoOn)
                .recover(error -> {
                    complete = false;
                    tally.failed();
                    LOG.atWarn()
                            .addKeyValue("project", project)
                            .addKeyValue("reason", String.valueOf(error.getMessage()))
                            .log("jobs can't be listed, so nobody knows which of their events are missing");
                    return Future.succeededFuture();
                })
                .map(true);
    }

    private Future<Optional<String>> page(String project, Optional<String> from) {
        return tools.call(() -> read(project, from.orElse(null))).compose(page -> {
            if (page.unreadable() > 0) {
                LOG.atWarn()
                        .addKeyValue("project", project)
                        .addKeyValue("jobs", page.unreadable())
                        .log("listed jobs can't be read; is bigquery.jobs.listAll allowed?");
            }
            return Few.each(page.jobs(), watch, look::at)
                    .compose(done -> look.soFar())
                    .map(done -> Optional.ofNullable(page.next()));
        });
    }

    /** Blocks. */
    private Read read(String project, @Nullable String from) {
        JobLists.Page page = tools.reach().lists().finished(project, window.created(), from);
        List<CompletedJob> jobs = new ArrayList<>();
        int unreadable = 0;
        for (var resource : page.jobs()) {
            Decoded decoded = JobResource.read(resource);
            if (decoded instanceof Decoded.Finished done) {
                places.saw(done.job().ref());
                jobs.add(done.job());
            } else if (decoded instanceof Decoded.Invalid) {
                unreadable++;
            }
        }
        jobs.removeIf(job -> job.scriptChild() || !window.holds(job.times().ended()));
        return new Read(jobs, unreadable, page.next());
    }
}
