package dev.bqdispatch.gcp;

import dev.bqdispatch.config.DocumentStore;
import dev.bqdispatch.config.WatchOrder;
import dev.bqdispatch.job.ObjectUrl;
import io.vertx.config.spi.ConfigStore;
import io.vertx.config.spi.ConfigStoreFactory;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.util.Optional;

/** Lets vertx-config watch an object by its generation. Found by its entry in {@code META-INF/services}. */
public final class GcsStoreFactory implements ConfigStoreFactory {
    @Override
    public String name() {
        return WatchOrder.GCS;
    }

    @Override
    public ConfigStore create(Vertx vertx, JsonObject configuration) {
        WatchOrder order = WatchOrder.of(configuration);
        ObjectUrl url = ObjectUrl.parse(order.place()).orElseThrow();
        return new DocumentStore(
                vertx, new GcsPlace(url, order.emulator(), CallMeter.foundIn(vertx)), Optional.of(order.known()));
    }
}
