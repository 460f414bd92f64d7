package dev.bqdispatch.config;

import dev.bqdispatch.config.RouteFolder.Listed;
import dev.bqdispatch.fault.CallFailed;
import dev.bqdispatch.fault.Failure;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * Follows the files of one folder: each look is one listing, and only what changed is read. Remembers, and so is for
 * one thread at a time. Every method blocks and throws {@link CallFailed} if the folder can't be looked at.
 */
final class RouteFiles {
    /** Threads that read files at the same time. */
    static final int READERS = 16;

    private static final int TRIES = 5;

    private final RouteFolder folder;
    private final String document;
    private @Nullable RouteSet taken;
    private @Nullable List<Listed> before;

    /**
     * @param document URL of the configuration
     * @param known what was read of this folder already; null for nothing
     */
    RouteFiles(RouteFolder folder, String document, @Nullable RouteSet known) {
        this.folder = folder;
        this.document = document;
        this.taken = known;
    }

    RouteFolder folder() {
        return folder;
    }

    /** What was last taken, changed or not. */
    Optional<RouteSet> taken() {
        return Optional.ofNullable(taken);
    }

    /** Reads the folder as it is; a few times over if it changes meanwhile. */
    RouteSet load() {
        for (int i = 0; i < TRIES; i++) {
            Optional<RouteSet> read = read(folder.list());
            if (read.isPresent()) {
                taken = read.get();
                return read.get();
            }
        }
        throw new CallFailed(Failure.passing("files change while they are read"));
    }

    /** The files if they are as before, or changed and now the same twice in a row; empty while they change. */
    Optional<RouteSet> settled() {
        List<Listed> now = folder.list();
        RouteSet last = taken;
        boolean again = now.equals(before);
        before = now;
        if (last != null && last.listing().equals(now)) {
            return Optional.of(last);
        }
        if (!again) {
            return Optional.empty();
        }
        Optional<RouteSet> read = read(now);
        read.ifPresent(set -> taken = set);
        return read;
    }

    private Optional<RouteSet> read(List<Listed> listing) {
        RouteChoice choice = RouteChoice.of(folder.url(), listing, document);
        Map<String, Document> known = new HashMap<>();
        taken().ifPresent(set -> set.files().forEach(file -> known.put(file.uri(), file)));
        Map<Listed, Document> read = new HashMap<>();
        List<Listed> changed = new ArrayList<>();
        for (Listed file : choice.chosen()) {
            Document before = known.get(file.url().toString());
            if (before != null && before.version().equals(Long.toString(file.generation()))) {
                read.put(file, before);
            } else {
                changed.add(file);
            }
        }
        if (!readAll(changed, read)) {
            return Optional.empty();
        }
        List<Document> files = choice.chosen().stream().map(read::get).toList();
        return Optional.of(new RouteSet(folder.url(), listing, files, choice.faults(), choice.notes()));
    }

    /** @return false if one of them is there no more */
    private boolean readAll(List<Listed> files, Map<Listed, Document> into) {
        if (files.isEmpty()) {
            return true;
        }
        ExecutorService readers = Executors.newFixedThreadPool(Math.min(READERS, files.size()));
        try {
            List<Future<Optional<Document>>> reading = new ArrayList<>();
            files.forEach(file -> reading.add(readers.submit(() -> folder.read(file))));
            for (int i = 0; i < files.size(); i++) {
                Optional<Document> document = reading.get(i).get();
                if (document.isEmpty()) {
                    return false;
                }
                into.put(files.get(i), document.get());
            }
            return true;
        } catch (ExecutionException e) {
            throw e.getCause() instanceof CallFailed failed
                    ? failed
                    : new IllegalStateException("a file could not be read", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CallFailed(Failure.passing("reading was interrupted"), e);
        } finally {
            readers.shutdownNow();
        }
    }
}
