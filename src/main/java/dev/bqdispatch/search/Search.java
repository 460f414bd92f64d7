package dev.bqdispatch.search;

/** Finds texts in another one. */
@FunctionalInterface
public interface Search {
    /** Adds the owners of all texts that stand in this one, and perhaps others. */
    void find(String text, Hits hits);
}
