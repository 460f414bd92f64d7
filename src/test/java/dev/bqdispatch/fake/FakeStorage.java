package dev.bqdispatch.fake;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.protobuf.ByteString;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Cloud Storage: strongly consistent, without versions, every write under a new and higher generation
 * (<a href="https://cloud.google.com/storage/docs/json_api/v1/objects">objects</a>). Tests seed and look with URLs of
 * the form {@code gs://bucket/name}.
 */
public final class FakeStorage {
    private final Clock clock;
    private final Map<String, NavigableMap<String, StoredObject>> buckets = new TreeMap<>();
    private long lastGeneration;
    private long rewriteChunk = Long.MAX_VALUE;
    private long tokenEra;
    private int longestKept = Integer.MAX_VALUE;

    FakeStorage(Clock clock) {
        this.clock = clock;
    }

    public synchronized void createBucket(String name) {
        buckets.computeIfAbsent(name, any -> new TreeMap<>(Listing::compareNames));
    }

    /** Writes without a precondition; the bucket comes into being with its first object. */
    public StoredObject put(String url, String text) {
        return put(url, ByteString.copyFromUtf8(text), Map.of());
    }

    public synchronized StoredObject put(String url, ByteString content, Map<String, String> metadata) {
        GcsUrl target = GcsUrl.parse(url);
        createBucket(target.bucket());
        String type = url.endsWith(".json") ? "application/json" : "application/octet-stream";
        return insert(target, new Upload(content, type, Optional.empty(), metadata), Preconditions.NONE);
    }

    public synchronized Optional<StoredObject> find(String url) {
        GcsUrl wanted = GcsUrl.parse(url);
        return Optional.ofNullable(
                buckets.getOrDefault(wanted.bucket(), new TreeMap<>()).get(wanted.name()));
    }

    /** The object, or a {@link GoogleError} of 404. */
    public StoredObject object(String url) {
        return find(url).orElseThrow(() -> GoogleError.notFound("No such object: " + url.substring(5)));
    }

    public String text(String url) {
        return object(url).text();
    }

    public boolean exists(String url) {
        return find(url).isPresent();
    }

    /** Removes the object if it is there. */
    public synchronized void remove(String url) {
        GcsUrl gone = GcsUrl.parse(url);
        buckets.getOrDefault(gone.bucket(), new TreeMap<>()).remove(gone.name());
    }

    /** The URLs of all objects that start with the given URL, in the order of their names. */
    public synchronized List<String> list(String prefixUrl) {
        GcsUrl prefix = GcsUrl.parse(prefixUrl);
        if (!buckets.containsKey(prefix.bucket())) {
            return List.of();
        }
        return Listing.of(bucket(prefix.bucket()), Listing.Query.all(prefix.name())).items().stream()
                .map(StoredObject::url)
                .toList();
    }

    /** One rewrite call copies at most so many bytes and then answers {@code done: false} with a token. */
    public synchronized void rewriteAtMostPerCall(long bytes) {
        rewriteChunk = bytes;
    }

    /** Forgets the content of every longer object that is written from now on: a long run would need much memory. */
    public synchronized void keepContentUpTo(int bytes) {
        longestKept = bytes;
    }

    /** Tokens of rewrites that are under way are not taken any more, as after a week. */
    public synchronized void expireRewriteTokens() {
        tokenEra++;
    }

    synchronized List<String> bucketNames() {
        return List.copyOf(buckets.keySet());
    }

    synchronized Listing list(String bucket, Listing.Query query) {
        return Listing.of(bucket(bucket), query);
    }

    synchronized StoredObject get(GcsUrl url, @Nullable Long generation) {
        StoredObject found = bucket(url.bucket()).get(url.name());
        if (found == null || (generation != null && generation != found.generation())) {
            throw GoogleError.notFound("No such object: " + url.bucket() + "/" + url.name());
        }
        return found;
    }

    synchronized StoredObject insert(GcsUrl url, Upload upload, Preconditions preconditions) {
        NavigableMap<String, StoredObject> bucket = bucket(url.bucket());
        checkName(url.name());
        preconditions.check(bucket.get(url.name()));
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        StoredObject written = new StoredObject(
                url.bucket(),
                url.name(),
                nextGeneration(),
                1,
                upload.content(),
                upload.contentType(),
                upload.contentEncoding(),
                upload.metadata(),
                now,
                now);
        bucket.put(url.name(), upload.content().size() > longestKept ? written.hollow() : written);
        return written;
    }

    synchronized void delete(GcsUrl url, @Nullable Long generation, Preconditions preconditions) {
        preconditions.check(get(url, generation));
        bucket(url.bucket()).remove(url.name());
    }

    /** Custom metadata is merged; a null takes an entry away. The generation stays, the metageneration grows. */
    synchronized StoredObject patch(
            GcsUrl url, @Nullable Long generation, Preconditions preconditions, JsonNode resource) {
        StoredObject old = get(url, generation);
        preconditions.check(old);
        Map<String, String> metadata = new HashMap<>(old.metadata());
        resource.path("metadata").properties().forEach(e -> {
            metadata.remove(e.getKey());
            if (!e.getValue().isNull()) {
                metadata.put(e.getKey(), e.getValue().asText());
            }
        });
        StoredObject patched = new StoredObject(
                old.bucket(),
                old.name(),
                old.generation(),
                old.metageneration() + 1,
                old.content(),
                Json.text(resource, "contentType", old.contentType()),
                old.contentEncoding(),
                metadata,
                old.timeCreated(),
                clock.instant().truncatedTo(ChronoUnit.MILLIS));
        bucket(url.bucket()).put(url.name(), patched);
        return patched;
    }

    /** One call of a rewrite: the copy itself happens at once in the call that is the last. */
    synchronized Rewrite.Step rewrite(Rewrite rewrite) {
        StoredObject from = get(rewrite.source(), rewrite.sourceGeneration());
        rewrite.ofSource().check(from);
        rewrite.ofTarget()
                .check(bucket(rewrite.target().bucket()).get(rewrite.target().name()));
        long already = rewrite.progress(from, tokenEra);
        long size = from.content().size();
        if (size - already > rewriteChunk) {
            return Rewrite.Step.unfinished(from, already + rewriteChunk, tokenEra);
        }
        return Rewrite.Step.finished(insert(rewrite.target(), rewrite.upload(from), rewrite.ofTarget()));
    }

    private NavigableMap<String, StoredObject> bucket(String name) {
        NavigableMap<String, StoredObject> found = buckets.get(name);
        if (found == null) {
            throw GoogleError.notFound("The specified bucket does not exist.");
        }
        return found;
    }

    private static void checkName(String name) {
        int length = name.getBytes(StandardCharsets.UTF_8).length;
        if (length == 0 || length > 1024 || name.contains("\n") || name.contains("\r") || name.equals(".")) {
            throw GoogleError.badRequest("invalid", "Invalid object name: '" + name + "'");
        }
    }

    /** Microseconds as with Google, and never the same twice. */
    private long nextGeneration() {
        Instant now = clock.instant();
        lastGeneration = Math.max(lastGeneration + 1, now.getEpochSecond() * 1_000_000 + now.getNano() / 1_000);
        return lastGeneration;
    }
}
