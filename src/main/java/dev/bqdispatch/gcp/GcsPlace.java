package dev.bqdispatch.gcp;

import dev.bqdispatch.config.Document;
import dev.bqdispatch.config.DocumentPlace;
import dev.bqdispatch.job.ObjectUrl;
import dev.bqdispatch.ledger.Objects;
import java.util.Optional;
import java.util.function.Supplier;

/** A document that is an object in Cloud Storage; its generation is both its mark and its version. */
final class GcsPlace implements DocumentPlace {
    private final ObjectUrl url;
    private final Supplier<Objects> objects;

    GcsPlace(ObjectUrl url, Supplier<Objects> objects) {
        this.url = url;
        this.objects = objects;
    }

    @Override
    public String uri() {
        return url.toString();
    }

    @Override
    public Optional<String> mark() {
        return objects.get().stat(url).map(stat -> Long.toString(stat.generation()));
    }

    @Override
    public Optional<Document> read() {
        return objects.get()
                .read(url)
                .map(content -> new Document(uri(), Long.toString(content.generation()), content.text()));
    }
}
