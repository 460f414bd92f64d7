package dev.bqdispatch.gcp;

import dev.bqdispatch.config.DocumentPlace;
import dev.bqdispatch.config.Places;
import dev.bqdispatch.config.RouteFolder;
import dev.bqdispatch.fault.CallFailed;
import dev.bqdispatch.fault.Failure;
import dev.bqdispatch.job.ObjectUrl;
import dev.bqdispatch.ledger.Objects;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Ways to the configuration in Cloud Storage, with a client of their own that is made when it is first needed. */
public final class GcsPlaces implements Places {
    /** As many as read files of routes at the same time. */
    private static final int CONNECTIONS = 16;

    private final Optional<String> emulator;
    private final CallMeter calls;
    private @Nullable Objects objects;

    /** @param emulator {@code host:port} or a URL, without credentials; empty for the cloud */
    public GcsPlaces(Optional<String> emulator, CallMeter calls) {
        this.emulator = emulator;
        this.calls = calls;
    }

    @Override
    public DocumentPlace document(ObjectUrl url) {
        return new GcsPlace(url, this::objects);
    }

    @Override
    public RouteFolder folder(ObjectUrl url) {
        return new GcsFolder(url, this::objects);
    }

    private synchronized Objects objects() {
        if (objects == null) {
            try {
                objects = new GcsObjects(new RestClients(CONNECTIONS).storage(emulator), calls);
            } catch (IOException e) {
                throw new CallFailed(Failure.permanent(String.valueOf(e.getMessage())), e);
            }
        }
        return objects;
    }
}
