package dev.bqdispatch.config;

import io.vertx.config.ConfigStoreOptions;
import io.vertx.config.spi.ConfigStore;
import io.vertx.config.spi.ConfigStoreFactory;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.util.Objects;

/**
 * Lets vertx-config ask a {@link Lookout}, which waits under a name in the data that is shared within one Vert.x. Found
 * by its entry in {@code META-INF/services}.
 */
public final class LookoutStoreFactory implements ConfigStoreFactory {
    private static final String TYPE = "bqdispatch";
    private static final String LOOKOUTS = "bqdispatch.lookouts";

    /** The options of a store that asks this lookout. */
    static ConfigStoreOptions options(Vertx vertx, String name, Lookout lookout) {
        vertx.sharedData().<String, Lookout>getLocalMap(LOOKOUTS).put(name, lookout);
        return new ConfigStoreOptions().setType(TYPE).setConfig(new JsonObject().put("lookout", name));
    }

    @Override
    public String name() {
        return TYPE;
    }

    @Override
    public ConfigStore create(Vertx vertx, JsonObject configuration) {
        Lookout lookout =
                vertx.sharedData().<String, Lookout>getLocalMap(LOOKOUTS).remove(configuration.getString("lookout"));
        return new LookoutStore(vertx, Objects.requireNonNull(lookout, "a store takes the lookout it was made for"));
    }
}
