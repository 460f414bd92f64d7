package dev.bqdispatch.config;

import io.vertx.core.json.JsonObject;
import java.util.Optional;

/**
 * What a store of ours is told by way of vertx-config.
 *
 * @param place URL or path of the document
 * @param emulator URL of a faked Cloud Storage; empty for the cloud
 * @param known the document as it was read before, so that it need not be read again
 */
public record WatchOrder(String place, Optional<String> emulator, Document known) {
    /** Type of the store that watches an object. */
    public static final String GCS = "bqdispatch-gcs";

    /** Type of the store that watches a file. */
    public static final String FILE = "bqdispatch-file";

    JsonObject toJson() {
        return new JsonObject()
                .put("place", place)
                .put("emulator", emulator.orElse(""))
                .put("known", new Sighting.Found(known).toJson());
    }

    /** Reads what the factory of a store was given. */
    public static WatchOrder of(JsonObject json) {
        Sighting known = Sighting.of(json.getJsonObject("known"));
        return new WatchOrder(
                json.getString("place"),
                Optional.of(json.getString("emulator")).filter(host -> !host.isEmpty()),
                ((Sighting.Found) known).document());
    }
}
