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
        Objects storage = objects.get();
        // Looked at after the content: of a version that came in between, the time is too new and never too old.
        return storage.read(url).flatMap(content -> storage.stat(url).map(stat -> document(content, stat)));
    }

    private Document document(Objects.Content content, Objects.Stat stat) {
        return new Document(uri(), Long.toString(content.generation()), content.text(), stat.created());
    }
}
