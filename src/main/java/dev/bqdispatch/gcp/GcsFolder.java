package dev.bqdispatch.gcp;

import dev.bqdispatch.config.Document;
import dev.bqdispatch.config.RouteFolder;
import dev.bqdispatch.job.ObjectUrl;
import dev.bqdispatch.ledger.Objects;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** A folder of routes in Cloud Storage, listed with the generation of each object, page by page. */
final class GcsFolder implements RouteFolder {
    /** Nobody has more routes; who names the wrong bucket must not have all of it listed. */
    private static final int MOST_OBJECTS = 50_000;

    private final ObjectUrl url;
    private final Supplier<Objects> objects;

    GcsFolder(ObjectUrl url, Supplier<Objects> objects) {
        this.url = url.asFolder();
        this.objects = objects;
    }

    @Override
    public ObjectUrl url() {
        return url;
    }

    @Override
    public List<Listed> list() {
        List<Listed> all = new ArrayList<>();
        String from = null;
        do {
            Objects.Page page = objects.get().list(url, from);
            page.objects()
                    .forEach(object ->
                            all.add(new Listed(object.url(), object.generation(), object.size(), object.created())));
            from = page.next();
        } while (from != null && all.size() <= MOST_OBJECTS);
        return all;
    }

    @Override
    public Optional<Document> read(Listed file) {
        return objects.get()
                .read(file.url())
                .filter(content -> content.generation() == file.generation())
                .map(content -> new Document(
                        file.url().toString(), Long.toString(content.generation()), content.text(), file.created()));
    }
}
