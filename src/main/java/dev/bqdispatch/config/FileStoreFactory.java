package dev.bqdispatch.config;

import io.vertx.config.spi.ConfigStore;
import io.vertx.config.spi.ConfigStoreFactory;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.Optional;

/** Lets vertx-config watch a file without reading into it. Found by its entry in {@code META-INF/services}. */
public final class FileStoreFactory implements ConfigStoreFactory {
    @Override
    public String name() {
        return WatchOrder.FILE;
    }

    @Override
    public ConfigStore create(Vertx vertx, JsonObject configuration) {
        Path path = Path.of(WatchOrder.of(configuration).place());
        return new DocumentStore(vertx, new FilePlace(path), Optional.empty());
    }
}
