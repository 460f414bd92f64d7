package dev.bqdispatch.config;

import java.util.Optional;

/**
 * Where a document lies. Both methods block, and throw {@link dev.bqdispatch.fault.CallFailed} if the place can't be
 * looked at.
 */
public interface DocumentPlace {
    /** File or URL, for people. */
    String uri();

    /** What changes whenever the document does, found without reading it; empty if there is no document. */
    Optional<String> mark();

    /** Reads the document; empty if there is none. */
    Optional<Document> read();
}
