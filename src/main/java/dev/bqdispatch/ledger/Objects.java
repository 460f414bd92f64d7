package dev.bqdispatch.ledger;

import dev.bqdispatch.job.ObjectUrl;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Objects in Cloud Storage, each method one call (a long rewrite takes several). Every method blocks, and throws
 * {@link dev.bqdispatch.fault.CallFailed} where the call neither succeeded nor had one of the expected outcomes.
 *
 * @see <a href="https://cloud.google.com/storage/docs/json_api/v1/objects">Objects</a>
 */
public interface Objects {

    /** An object's content, as UTF-8, and the generation that was read. */
    record Content(String text, long generation) {}

    /**
     * What is known of an object without reading it.
     *
     * @param created when this generation was written, by Google's clock
     * @param metadata the custom metadata
     */
    record Stat(long generation, Instant created, Map<String, String> metadata) {
        public Stat {
            metadata = Map.copyOf(metadata);
        }
    }

    /**
     * One page of a listing, in the order of names.
     *
     * @param next where the next page begins; null if this is the last
     */
    record Page(List<Listed> objects, @Nullable String next) {
        public Page {
            objects = List.copyOf(objects);
        }
    }

    /**
     * An object of a listing.
     *
     * @param size bytes
     * @param created when this generation was written, by Google's clock
     * @param metadata the custom metadata
     */
    record Listed(ObjectUrl url, long generation, long size, Instant created, Map<String, String> metadata) {
        public Listed {
            metadata = Map.copyOf(metadata);
        }
    }

    /**
     * Lists the objects whose names begin with that of {@code prefix}.
     *
     * @param from {@link Page#next} of the page before; null for the first one
     */
    Page list(ObjectUrl prefix, @Nullable String from);

    /** Reads the newest generation; empty if there is no such object. */
    Optional<Content> read(ObjectUrl url);

    /**
     * Reads the newest generation as it is; empty if there is no such object.
     *
     * @param most bytes that are read at most
     */
    Optional<byte[]> readBytes(ObjectUrl url, int most);

    /** Looks at the newest generation; empty if there is no such object. */
    Optional<Stat> stat(ObjectUrl url);

    /**
     * Creates an object that is not there yet.
     *
     * @param metadata custom metadata
     * @return its generation; empty if there is an object of that name already
     */
    default OptionalLong create(ObjectUrl url, byte[] json, Map<String, String> metadata) {
        return replace(url, 0, json, metadata)
                .map(written -> OptionalLong.of(written.generation()))
                .orElseGet(OptionalLong::empty);
    }

    /**
     * Writes over one generation of an object.
     *
     * @param generation that must be the newest; 0 if there must be no such object
     * @param metadata custom metadata
     * @return what is there now; empty if something else was there
     */
    Optional<Stat> replace(ObjectUrl url, long generation, byte[] json, Map<String, String> metadata);

    /** Writes an object whether it is there or not. */
    void put(ObjectUrl url, byte[] json);

    /**
     * Copies one generation within Google's storage, over whatever is at {@code to}.
     *
     * @return false if that generation is no more
     */
    default boolean copy(ObjectUrl from, long generation, ObjectUrl to) {
        return copy(from, generation, to, () -> {});
    }

    /**
     * As {@link #copy(ObjectUrl, long, ObjectUrl)}, for an object so big that it may take many calls. Copied again after a
     * failure, or after it was ended in between, it goes on where it was, as long as this process lives.
     *
     * @param betweenCalls what it throws ends the copy
     */
    boolean copy(ObjectUrl from, long generation, ObjectUrl to, Runnable betweenCalls);

    /**
     * Deletes an object if it is still of that generation.
     *
     * @return false if it was gone or is of another generation
     */
    boolean delete(ObjectUrl url, long generation);
}
