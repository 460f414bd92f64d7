package dev.bqdispatch.config;

import io.vertx.core.json.JsonObject;

/**
 * What a look at the document's place showed. It passes through vertx-config as JSON: a store that failed instead would
 * keep the retriever silent, and a document handed over as such would be merged and, if broken, dropped.
 */
sealed interface Sighting {
    /** There it is. */
    record Found(Document document) implements Sighting {}

    /** There is none. */
    record Missing(String uri) implements Sighting {}

    /**
     * The place can't be looked at.
     *
     * @param passing whether it may be otherwise soon
     * @param inARow how many looks have failed since the last good one
     */
    record Unreadable(String uri, String reason, boolean passing, int inARow) implements Sighting {}

    default JsonObject toJson() {
        if (this instanceof Found found) {
            return new JsonObject()
                    .put("uri", found.document.uri())
                    .put("generation", found.document.version())
                    .put("text", found.document.text());
        }
        if (this instanceof Unreadable unreadable) {
            return new JsonObject()
                    .put("uri", unreadable.uri)
                    .put("reason", unreadable.reason)
                    .put("passing", unreadable.passing)
                    .put("inARow", unreadable.inARow);
        }
        return new JsonObject().put("uri", ((Missing) this).uri);
    }

    static Sighting of(JsonObject json) {
        String uri = json.getString("uri");
        if (json.containsKey("text")) {
            return new Found(new Document(uri, json.getString("generation"), json.getString("text")));
        }
        if (json.containsKey("reason")) {
            return new Unreadable(uri, json.getString("reason"), json.getBoolean("passing"), json.getInteger("inARow"));
        }
        return new Missing(uri);
    }
}
