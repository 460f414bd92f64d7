package dev.bqdispatch.job;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/** One shape in which a completion arrives. Each method may throw {@link WrongShape}. */
interface JobFormat {
    EventFormat name();

    /** All that the methods below look at, but for {@link #resource}, which is given the document whole. */
    Outline outline();

    /** Whether the document has this shape, well filled or not. */
    boolean recognises(JsonAt root);

    /** Why a document of this shape is no news of a finished job; empty if it is. */
    Optional<String> unfinished(JsonAt root);

    CompletedJob read(JsonAt root);

    /**
     * Makes the REST {@code Job} resource, as far as the document tells. A document that {@link #read} accepted never
     * throws here: what only the journal shows is left out if it has a wrong type.
     *
     * @param job what {@link #read} gave for this document
     * @param root freshly parsed, and given away
     */
    ObjectNode resource(CompletedJob job, JsonAt root);
}
