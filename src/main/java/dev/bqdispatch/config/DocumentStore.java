package dev.bqdispatch.config;

import dev.bqdispatch.fault.CallFailed;
import io.vertx.config.spi.ConfigStore;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.buffer.Buffer;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A store of vertx-config that hands the text of a document over as a value. Each look is at the mark only, the document
 * is read when that changed. It never fails: what is wrong is a value too.
 */
public final class DocumentStore implements ConfigStore {
    private final DocumentPlace place;
    private final WorkerExecutor worker;
    /** One look at a time: behind a slow one the next would only queue up. */
    private @Nullable Future<Buffer> looking;

    // Touched by the worker alone, which is one thread.
    private @Nullable String mark;
    private @Nullable Document last;
    private int failures;

    /** @param known what was read before, if its version is also its mark */
    public DocumentStore(Vertx vertx, DocumentPlace place, Optional<Document> known) {
        this.place = place;
        this.worker = vertx.createSharedWorkerExecutor("bqdispatch-config", 1);
        this.mark = known.map(Document::version).orElse(null);
        this.last = known.orElse(null);
    }

    @Override
    public Future<Buffer> get() {
        Future<Buffer> now = looking;
        if (now == null || now.isComplete()) {
            now = worker.executeBlocking(this::look)
                    .map(sighting -> sighting.toJson().toBuffer());
            looking = now;
        }
        return now;
    }

    @Override
    public Future<Void> close() {
        return worker.close();
    }

    private Sighting look() {
        try {
            Sighting sighting = seen();
            failures = 0;
            return sighting;
        } catch (CallFailed e) {
            failures++;
            return new Sighting.Unreadable(
                    place.uri(), e.failure().toString(), e.failure().isTransient(), failures);
        } catch (RuntimeException e) {
            failures++;
            return new Sighting.Unreadable(place.uri(), e.toString(), false, failures);
        }
    }

    private Sighting seen() {
        Optional<String> now = place.mark();
        Document known = last;
        if (known != null && now.isPresent() && now.get().equals(mark)) {
            return new Sighting.Found(known);
        }
        Optional<Document> read = now.isPresent() ? place.read() : Optional.empty();
        // Only now: a read that failed is tried again.
        mark = now.orElse(null);
        last = read.orElse(null);
        return read.<Sighting>map(Sighting.Found::new).orElseGet(() -> new Sighting.Missing(place.uri()));
    }
}
