package dev.bqdispatch.fake;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What a caller asks of the object that is there now
 * (<a href="https://cloud.google.com/storage/docs/request-preconditions">request preconditions</a>).
 * A generation of 0 says that there must be none.
 */
record Preconditions(
        @Nullable Long generationMatch,
        @Nullable Long generationNotMatch,
        @Nullable Long metagenerationMatch,
        @Nullable Long metagenerationNotMatch) {
    static final Preconditions NONE = new Preconditions(null, null, null, null);

    /** Read from a request; the prefix is {@code if} for the object itself and {@code ifSource} for a rewrite's source. */
    static Preconditions from(String prefix, Function<String, @Nullable Long> parameter) {
        return new Preconditions(
                parameter.apply(prefix + "GenerationMatch"),
                parameter.apply(prefix + "GenerationNotMatch"),
                parameter.apply(prefix + "MetagenerationMatch"),
                parameter.apply(prefix + "MetagenerationNotMatch"));
    }

    static Preconditions generation(long generation) {
        return new Preconditions(generation, null, null, null);
    }

    void check(@Nullable StoredObject current) {
        long generation = current == null ? 0 : current.generation();
        long metageneration = current == null ? 0 : current.metageneration();
        boolean met = (generationMatch == null || generationMatch == generation)
                && (generationNotMatch == null || generationNotMatch != generation)
                && (metagenerationMatch == null || metagenerationMatch == metageneration)
                && (metagenerationNotMatch == null || metagenerationNotMatch != metageneration);
        if (!met) {
            throw GoogleError.precondition();
        }
    }
}
