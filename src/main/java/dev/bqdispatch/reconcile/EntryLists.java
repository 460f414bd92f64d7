package dev.bqdispatch.reconcile;

import dev.bqdispatch.job.JobRef;
import dev.bqdispatch.ledger.EntryNames;
import dev.bqdispatch.ledger.EntryShelf;
import dev.bqdispatch.ledger.Objects;
import io.vertx.core.Future;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells of many jobs which ones have an entry, by listing the hours in which they ended: one page of a list answers for up
 * to 1,000 jobs, of which each would cost two looks. What no list shows is to be looked at all the same.
 */
final class EntryLists {
    /** How many jobs a page must be able to save the looks for, on average: a page costs more than a look. */
    private static final int JOBS_A_PAGE = 10;

    private static final Logger LOG = LoggerFactory.getLogger(EntryLists.class);

    private final Tools tools;
    private final Watch watch;

    EntryLists(Tools tools, Watch watch) {
        this.tools = tools;
        this.watch = watch;
    }

    /** Those of the jobs whose entries were listed. Never fails. */
    Future<Set<JobRef>> of(Collection<ListedJob> jobs) {
        Set<JobRef> shown = new HashSet<>();
        Iterator<List<ListedJob>> hours = jobs.stream()
                .collect(Collectors.groupingBy(job -> EntryNames.hour(job.ended())))
                .values()
                .iterator();
        return Loop.whileWanted(() -> hours.hasNext() && watch.over() == null
                        ? new Hour(hours.next(), shown).search().map(true)
                        : Future.succeededFuture(false))
                .map(done -> shown);
    }

    /** The search for the entries of jobs that ended in one hour. */
    private final class Hour {
        private final Map<String, ListedJob> missing = new HashMap<>();
        private final Set<JobRef> shown;
        private final ListedJob any;
        private int pages;

        Hour(List<ListedJob> jobs, Set<JobRef> shown) {
            this.shown = shown;
            any = jobs.get(0);
            pages = jobs.size() / JOBS_A_PAGE;
            jobs.forEach(job -> missing.put(job.ref().toString(), job));
        }

        Future<Void> search() {
            boolean two = !tools.reach().entries().isOneFolder();
            return in(false)
                    .compose(done -> two ? in(true) : Future.succeededFuture())
                    .recover(error -> {
                        LOG.atInfo()
                                .addKeyValue("reason", String.valueOf(error.getMessage()))
                                .log("entries can't be listed, so each is looked for");
                        return Future.succeededFuture();
                    });
        }

        private Future<Void> in(boolean failed) {
            return wantsPage() ? Loop.pages(from -> page(failed, from), this::mayGoOn) : Future.succeededFuture();
        }

        private boolean wantsPage() {
            return pages > 0 && !missing.isEmpty();
        }

        private Future<Boolean> mayGoOn() {
            return wantsPage() ? watch.mayGoOn() : Future.succeededFuture(false);
        }

        private Future<Optional<String>> page(boolean failed, Optional<String> from) {
            pages--;
            EntryShelf entries = tools.reach().entries();
            return tools.call(() -> entries.list(failed, any.ended(), from.orElse(null)))
                    .map(page -> {
                        page.objects().forEach(object -> take(failed, object));
                        return Optional.ofNullable(page.next());
                    });
        }

        private void take(boolean failed, Objects.Listed object) {
            String owner = EntryShelf.owner(object);
            ListedJob job = owner == null ? null : missing.get(owner);
            if (job != null && tools.reach().entries().isEntry(failed, object, job.ref(), job.ended())) {
                missing.remove(job.ref().toString());
                shown.add(job.ref());
            }
        }
    }
}
