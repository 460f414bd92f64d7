package dev.bqdispatch.gcp;

import com.google.api.client.http.ByteArrayContent;
import com.google.api.client.http.HttpResponse;
import com.google.api.client.util.DateTime;
import com.google.api.services.storage.Storage;
import com.google.api.services.storage.model.StorageObject;
import dev.bqdispatch.job.ObjectUrl;
import dev.bqdispatch.ledger.Objects;
import dev.bqdispatch.metric.GoogleCall;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Objects through Cloud Storage's JSON API, each method one attempt. */
public final class GcsObjects implements Objects {
    private static final String JSON = "application/json";
    private static final int NOT_FOUND = 404;
    private static final int PRECONDITION_FAILED = 412;

    /** More than any document or statement may have; what is longer is cut, and refused by whoever reads it. */
    private static final int MOST_BYTES = (64 << 20) + 1;

    private final Storage storage;
    private final CallMeter calls;
    private final GcsRewrite rewrite;

    public GcsObjects(Storage storage, CallMeter calls) {
        this.storage = storage;
        this.calls = calls;
        this.rewrite = new GcsRewrite(storage, calls);
    }

    @Override
    public Optional<Content> read(ObjectUrl url) {
        try {
            HttpResponse answer = calls.rest(
                    GoogleCall.STORAGE_READ,
                    () -> storage.objects().get(url.bucket(), url.name()).executeMedia());
            // The answer names the generation it holds: a second call could see another.
            String generation = answer.getHeaders().getFirstHeaderStringValue("x-goog-generation");
            if (generation == null) {
                answer.disconnect();
                return readInTwo(url);
            }
            return Optional.of(new Content(text(answer), Long.parseLong(generation)));
        } catch (IOException | RuntimeException e) {
            return unless(NOT_FOUND, e, Optional.empty());
        }
    }

    @Override
    public Optional<byte[]> readBytes(ObjectUrl url, int most) {
        try {
            HttpResponse answer = calls.rest(
                    GoogleCall.STORAGE_READ,
                    () -> storage.objects().get(url.bucket(), url.name()).executeMedia());
            return Optional.of(bytes(answer, most));
        } catch (IOException | RuntimeException e) {
            return unless(NOT_FOUND, e, Optional.empty());
        }
    }

    /** For a storage that does not say with the content which generation it is. */
    private Optional<Content> readInTwo(ObjectUrl url) throws IOException {
        Optional<Stat> stat = stat(url);
        if (stat.isEmpty()) {
            return Optional.empty();
        }
        long generation = stat.get().generation();
        Storage.Objects.Get get =
                storage.objects().get(url.bucket(), url.name()).setGeneration(generation);
        HttpResponse answer = calls.rest(GoogleCall.STORAGE_READ, get::executeMedia);
        return Optional.of(new Content(text(answer), generation));
    }

    private static String text(HttpResponse answer) throws IOException {
        return new String(bytes(answer, MOST_BYTES), StandardCharsets.UTF_8);
    }

    private static byte[] bytes(HttpResponse answer, int most) throws IOException {
        try (InputStream content = answer.getContent()) {
            return content.readNBytes(most);
        } finally {
            answer.disconnect();
        }
    }

    @Override
    public Page list(ObjectUrl prefix, @Nullable String from) {
        try {
            Storage.Objects.List list = storage.objects()
                    .list(prefix.bucket())
                    .setPrefix(prefix.name())
                    .setPageToken(from)
                    .setFields("items(name,generation,size,timeCreated,metadata),nextPageToken");
            com.google.api.services.storage.model.Objects page = calls.rest(GoogleCall.STORAGE_LIST, list::execute);
            List<StorageObject> items = page.getItems() == null ? List.of() : page.getItems();
            List<Listed> listed =
                    items.stream().map(item -> listed(prefix.bucket(), item)).toList();
            return new Page(listed, page.getNextPageToken());
        } catch (IOException | RuntimeException e) {
            throw ErrorClassifier.rest(e);
        }
    }

    private static Listed listed(String bucket, StorageObject item) {
        long size = item.getSize() == null ? 0 : item.getSize().longValue();
        return new Listed(
                new ObjectUrl(bucket, item.getName()), item.getGeneration(), size, created(item), metadata(item));
    }

    private static Map<String, String> metadata(StorageObject object) {
        return object.getMetadata() == null ? Map.of() : object.getMetadata();
    }

    private static Instant created(StorageObject object) {
        DateTime created = object.getTimeCreated();
        return Instant.ofEpochMilli(created == null ? 0 : created.getValue());
    }

    @Override
    public Optional<Stat> stat(ObjectUrl url) {
        try {
            Storage.Objects.Get get =
                    storage.objects().get(url.bucket(), url.name()).setFields("generation,timeCreated,metadata");
            return calls.look(GoogleCall.STORAGE_STAT, () -> Lookup.of(get.buildHttpRequest(), StorageObject.class))
                    .map(GcsObjects::stat);
        } catch (IOException | RuntimeException e) {
            throw ErrorClassifier.rest(e);
        }
    }

    private static Stat stat(StorageObject object) {
        return new Stat(object.getGeneration(), created(object), metadata(object));
    }

    @Override
    public Optional<Stat> replace(ObjectUrl url, long generation, byte[] json, Map<String, String> metadata) {
        try {
            StorageObject written = insert(url, json, metadata, generation);
            return Optional.of(new Stat(written.getGeneration(), created(written), metadata));
        } catch (IOException | RuntimeException e) {
            return unless(PRECONDITION_FAILED, e, Optional.empty());
        }
    }

    @Override
    public void put(ObjectUrl url, byte[] json) {
        try {
            insert(url, json, Map.of(), null);
        } catch (IOException | RuntimeException e) {
            throw ErrorClassifier.rest(e);
        }
    }

    private StorageObject insert(ObjectUrl url, byte[] json, Map<String, String> metadata, @Nullable Long ifGeneration)
            throws IOException {
        StorageObject object =
                new StorageObject().setName(url.name()).setContentType(JSON).setMetadata(metadata);
        Storage.Objects.Insert insert = storage.objects()
                .insert(url.bucket(), object, new ByteArrayContent(JSON, json))
                .setIfGenerationMatch(ifGeneration)
                .setFields("generation,timeCreated");
        // One multipart call; the resumable protocol would take two.
        insert.getMediaHttpUploader().setDirectUploadEnabled(true);
        insert.setDisableGZipContent(true);
        return calls.rest(GoogleCall.STORAGE_INSERT, insert::execute);
    }

    @Override
    public boolean copy(ObjectUrl from, long generation, ObjectUrl to, Runnable betweenCalls) {
        try {
            rewrite.copy(from, generation, to, betweenCalls);
            return true;
        } catch (IOException e) {
            boolean gone = ErrorClassifier.is(e, NOT_FOUND) || ErrorClassifier.is(e, PRECONDITION_FAILED);
            if (gone && missing(from, generation)) {
                return false;
            }
            throw ErrorClassifier.rest(e);
        }
    }

    /** A 404 of a rewrite may mean the target's bucket: only the source's own state says that the source is gone. */
    private boolean missing(ObjectUrl url, long generation) {
        return stat(url).map(stat -> stat.generation() != generation).orElse(true);
    }

    @Override
    public boolean delete(ObjectUrl url, long generation) {
        try {
            Storage.Objects.Delete delete =
                    storage.objects().delete(url.bucket(), url.name()).setIfGenerationMatch(generation);
            calls.rest(GoogleCall.STORAGE_DELETE, delete::execute);
            return true;
        } catch (IOException | RuntimeException e) {
            return ErrorClassifier.is(e, PRECONDITION_FAILED) ? false : unless(NOT_FOUND, e, false);
        }
    }

    /** The expected outcome if the answer has that status, else the error classified. */
    private static <T> T unless(int expected, Exception error, T outcome) {
        if (ErrorClassifier.is(error, expected) && !ErrorClassifier.isMissingBucket(error)) {
            return outcome;
        }
        throw ErrorClassifier.rest(error);
    }
}
