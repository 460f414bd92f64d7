package dev.bqdispatch.config;

import dev.bqdispatch.fault.CallFailed;
import dev.bqdispatch.job.ObjectUrl;
import io.vertx.core.shareddata.Shareable;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Looks at the document and at the folder of routes that it names. Each look is at metadata only, what changed is read.
 * It never fails: what is wrong is a value too. Handed by reference to the store that vertx-config makes, since all
 * documents together may be many megabytes.
 */
final class Lookout implements Shareable {
    /** A folder that never stands still must not hold back the document for ever. */
    private static final int LOOKS_UNTIL_DOCUMENT_GOES_ALONE = 5;

    private final DocumentPlace place;
    private final Function<ObjectUrl, RouteFolder> folders;
    private final Function<Document, Optional<ObjectUrl>> routesUrl;

    // Touched by one thread at a time, that of the store.
    private @Nullable String mark;
    private @Nullable Document last;
    private Optional<ObjectUrl> folderOfLast = Optional.empty();
    private @Nullable RouteFiles files;
    private Sighting seen;
    private int unsettled;
    private int failures;
    private String lookingAt;

    private volatile Sighting latest;

    /**
     * @param routesUrl which folder of routes a document names
     * @param known what was read before
     * @param mark the mark that the known document had; null if that is not known
     */
    Lookout(
            DocumentPlace place,
            Function<ObjectUrl, RouteFolder> folders,
            Function<Document, Optional<ObjectUrl>> routesUrl,
            Bundle known,
            @Nullable String mark) {
        this.place = place;
        this.folders = folders;
        this.routesUrl = routesUrl;
        this.mark = mark;
        this.last = known.document();
        known.routes().ifPresent(set -> {
            folderOfLast = Optional.of(set.folder());
            files = new RouteFiles(folders.apply(set.folder()), place.uri(), set);
        });
        this.seen = new Sighting.Found(known);
        this.latest = seen;
        this.lookingAt = place.uri();
    }

    /** What the last look showed. */
    Sighting latest() {
        return latest;
    }

    /** Looks once; blocks. */
    Sighting look() {
        latest = tried();
        return latest;
    }

    private Sighting tried() {
        lookingAt = place.uri();
        try {
            seen = document().map(this::withRoutes).orElseGet(() -> new Sighting.Missing(place.uri()));
            failures = 0;
            return seen;
        } catch (CallFailed e) {
            failures++;
            return new Sighting.Unreadable(
                    lookingAt, e.failure().toString(), e.failure().isTransient(), failures);
        } catch (RuntimeException e) {
            failures++;
            return new Sighting.Unreadable(lookingAt, e.toString(), false, failures);
        }
    }

    private Optional<Document> document() {
        Optional<String> now = place.mark();
        if (last != null && now.isPresent() && now.get().equals(mark)) {
            return Optional.of(last);
        }
        Optional<Document> read = now.isPresent() ? place.read() : Optional.empty();
        folderOfLast = read.flatMap(routesUrl);
        // Only now: a read that failed is tried again.
        mark = now.orElse(null);
        last = read.orElse(null);
        return read;
    }

    private Sighting withRoutes(Document document) {
        if (folderOfLast.isEmpty()) {
            files = null;
            return new Sighting.Found(Bundle.of(document));
        }
        RouteFiles following = following(folderOfLast.get());
        lookingAt = following.folder().url().toString();
        Optional<RouteSet> set = following.settled();
        unsettled = set.isPresent() ? 0 : unsettled + 1;
        if (set.isEmpty() && unsettled >= LOOKS_UNTIL_DOCUMENT_GOES_ALONE) {
            set = following.taken();
        }
        return set.<Sighting>map(routes -> new Sighting.Found(new Bundle(document, Optional.of(routes))))
                .orElse(seen);
    }

    private RouteFiles following(ObjectUrl folder) {
        RouteFiles now = files;
        if (now == null || !now.folder().url().equals(folder)) {
            now = new RouteFiles(folders.apply(folder), place.uri(), null);
            files = now;
        }
        return now;
    }
}
