package dev.bqdispatch.config;

/** What a look at the places of the configuration showed. */
sealed interface Sighting {
    /** There it is. */
    record Found(Bundle bundle) implements Sighting {}

    /** There is no document. */
    record Missing(String uri) implements Sighting {}

    /**
     * A place can't be looked at.
     *
     * @param uri of the document, or the folder of routes
     * @param passing whether it may be otherwise soon
     * @param inARow how many looks have failed since the last good one
     */
    record Unreadable(String uri, String reason, boolean passing, int inARow) implements Sighting {}
}
