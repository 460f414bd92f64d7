package dev.bqdispatch.gcp;

import com.google.api.services.storage.Storage;
import com.google.api.services.storage.model.Objects;
import com.google.api.services.storage.model.StorageObject;
import dev.bqdispatch.config.Document;
import dev.bqdispatch.config.RouteFolder;
import dev.bqdispatch.job.ObjectUrl;
import dev.bqdispatch.metric.GoogleCall;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A folder of routes in Cloud Storage, listed with the generation of each object, page by page.
 *
 * @see <a href="https://cloud.google.com/storage/docs/json_api/v1/objects/list">objects.list</a>
 */
final class GcsFolder implements RouteFolder {
    /** Nobody has more routes; who names the wrong bucket must not have all of it listed. */
    private static final int MOST_OBJECTS = 50_000;

    private final ObjectUrl url;
    private final Supplier<Storage> storage;
    private final CallMeter calls;

    GcsFolder(ObjectUrl url, Supplier<Storage> storage, CallMeter calls) {
        this.url = url.asFolder();
        this.storage = storage;
        this.calls = calls;
    }

    @Override
    public ObjectUrl url() {
        return url;
    }

    @Override
    public List<Listed> list() {
        List<Listed> all = new ArrayList<>();
        String page = null;
        do {
            Objects found = page(page);
            if (found.getItems() != null) {
                found.getItems().forEach(object -> all.add(listed(object)));
            }
            page = found.getNextPageToken();
        } while (page != null && all.size() <= MOST_OBJECTS);
        return all;
    }

    private Objects page(@Nullable String token) {
        try {
            Storage.Objects.List list = storage.get()
                    .objects()
                    .list(url.bucket())
                    .setPrefix(url.name())
                    .setPageToken(token)
                    .setFields("items(name,generation,size,timeCreated),nextPageToken");
            return calls.rest(GoogleCall.STORAGE_LIST, list::execute);
        } catch (IOException | RuntimeException e) {
            throw ErrorClassifier.rest(e);
        }
    }

    private Listed listed(StorageObject object) {
        long size = object.getSize() == null ? 0 : object.getSize().longValue();
        return new Listed(
                new ObjectUrl(url.bucket(), object.getName()),
                object.getGeneration(),
                size,
                GcsObjects.created(object));
    }

    @Override
    public Optional<Document> read(Listed file) {
        return new GcsObjects(storage.get(), calls)
                .read(file.url())
                .filter(content -> content.generation() == file.generation())
                .map(content -> new Document(
                        file.url().toString(), Long.toString(content.generation()), content.text(), file.created()));
    }
}
