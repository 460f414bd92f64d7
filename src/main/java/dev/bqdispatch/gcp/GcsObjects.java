package dev.bqdispatch.gcp;

import com.google.api.client.http.ByteArrayContent;
import com.google.api.client.http.HttpResponse;
import com.google.api.services.storage.Storage;
import com.google.api.services.storage.model.RewriteResponse;
import com.google.api.services.storage.model.StorageObject;
import dev.bqdispatch.job.ObjectUrl;
import dev.bqdispatch.ledger.Objects;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Objects through Cloud Storage's JSON API, each method one attempt. */
public final class GcsObjects implements Objects {
    private static final String JSON = "application/json";
    private static final int NOT_FOUND = 404;
    private static final int PRECONDITION_FAILED = 412;

    private final Storage storage;

    public GcsObjects(Storage storage) {
        this.storage = storage;
    }

    @Override
    public Optional<Content> read(ObjectUrl url) {
        try {
            HttpResponse answer =
                    storage.objects().get(url.bucket(), url.name()).executeMedia();
            try (InputStream content = answer.getContent()) {
                // The answer names the generation it holds: a second call could see another.
                String generation = answer.getHeaders().getFirstHeaderStringValue("x-goog-generation");
                String text = new String(content.readAllBytes(), StandardCharsets.UTF_8);
                return Optional.of(new Content(text, Long.parseLong(generation)));
            } finally {
                answer.disconnect();
            }
        } catch (IOException e) {
            return unless(NOT_FOUND, e, Optional.empty());
        }
    }

    @Override
    public Optional<Stat> stat(ObjectUrl url) {
        try {
            StorageObject object = storage.objects()
                    .get(url.bucket(), url.name())
                    .setFields("generation,timeCreated,metadata")
                    .execute();
            Map<String, String> metadata = object.getMetadata() == null ? Map.of() : object.getMetadata();
            Instant created = Instant.ofEpochMilli(object.getTimeCreated().getValue());
            return Optional.of(new Stat(object.getGeneration(), created, metadata));
        } catch (IOException e) {
            return unless(NOT_FOUND, e, Optional.empty());
        }
    }

    @Override
    public OptionalLong create(ObjectUrl url, byte[] json, Map<String, String> metadata) {
        try {
            return OptionalLong.of(insert(url, json, metadata, 0L));
        } catch (IOException e) {
            return unless(PRECONDITION_FAILED, e, OptionalLong.empty());
        }
    }

    @Override
    public void put(ObjectUrl url, byte[] json) {
        try {
            insert(url, json, Map.of(), null);
        } catch (IOException e) {
            throw ErrorClassifier.classify(e);
        }
    }

    private long insert(ObjectUrl url, byte[] json, Map<String, String> metadata, @Nullable Long ifGeneration)
            throws IOException {
        StorageObject object =
                new StorageObject().setName(url.name()).setContentType(JSON).setMetadata(metadata);
        Storage.Objects.Insert insert = storage.objects()
                .insert(url.bucket(), object, new ByteArrayContent(JSON, json))
                .setIfGenerationMatch(ifGeneration)
                .setFields("generation");
        // One multipart call; the resumable protocol would take two.
        insert.getMediaHttpUploader().setDirectUploadEnabled(true);
        return insert.setDisableGZipContent(true).execute().getGeneration();
    }

    @Override
    public boolean copy(ObjectUrl from, long generation, ObjectUrl to) {
        try {
            RewriteResponse answer = rewrite(from, generation, to, null);
            while (!answer.getDone()) {
                answer = rewrite(from, generation, to, answer.getRewriteToken());
            }
            return true;
        } catch (IOException e) {
            boolean gone = ErrorClassifier.is(e, NOT_FOUND) || ErrorClassifier.is(e, PRECONDITION_FAILED);
            if (gone && missing(from, generation)) {
                return false;
            }
            throw ErrorClassifier.classify(e);
        }
    }

    /** A 404 of a rewrite may mean the target's bucket: only the source's own state says that the source is gone. */
    private boolean missing(ObjectUrl url, long generation) {
        return stat(url).map(stat -> stat.generation() != generation).orElse(true);
    }

    private RewriteResponse rewrite(ObjectUrl from, long generation, ObjectUrl to, @Nullable String token)
            throws IOException {
        return storage.objects()
                .rewrite(from.bucket(), from.name(), to.bucket(), to.name(), null)
                .setIfSourceGenerationMatch(generation)
                .setRewriteToken(token)
                .execute();
    }

    @Override
    public boolean delete(ObjectUrl url, long generation) {
        try {
            storage.objects()
                    .delete(url.bucket(), url.name())
                    .setIfGenerationMatch(generation)
                    .execute();
            return true;
        } catch (IOException e) {
            return ErrorClassifier.is(e, PRECONDITION_FAILED) ? false : unless(NOT_FOUND, e, false);
        }
    }

    /** The expected outcome if the answer has that status, else the error classified. */
    private static <T> T unless(int expected, IOException error, T outcome) {
        if (ErrorClassifier.is(error, expected)) {
            return outcome;
        }
        throw ErrorClassifier.classify(error);
    }
}
