package dev.bqdispatch.gcp;

import dev.bqdispatch.config.Document;
import dev.bqdispatch.config.DocumentPlace;
import dev.bqdispatch.fault.CallFailed;
import dev.bqdispatch.fault.Failure;
import dev.bqdispatch.job.ObjectUrl;
import dev.bqdispatch.ledger.Objects;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A document that is an object in Cloud Storage; its generation is both its mark and its version. */
public final class GcsPlace implements DocumentPlace {
    private final ObjectUrl url;
    private final Optional<String> emulator;
    private final CallMeter calls;
    private @Nullable Objects objects;

    /**
     * The client is made when it is first needed.
     *
     * @param emulator {@code host:port} or a URL, without credentials; empty for the cloud
     */
    public GcsPlace(ObjectUrl url, Optional<String> emulator) {
        this(url, emulator, CallMeter.none());
    }

    GcsPlace(ObjectUrl url, Optional<String> emulator, CallMeter calls) {
        this.url = url;
        this.emulator = emulator;
        this.calls = calls;
    }

    @Override
    public String uri() {
        return url.toString();
    }

    @Override
    public Optional<String> mark() {
        return objects().stat(url).map(stat -> Long.toString(stat.generation()));
    }

    @Override
    public Optional<Document> read() {
        return objects()
                .read(url)
                .map(content -> new Document(uri(), Long.toString(content.generation()), content.text()));
    }

    private synchronized Objects objects() {
        if (objects == null) {
            try {
                objects = new GcsObjects(new RestClients(1).storage(emulator), calls);
            } catch (IOException e) {
                throw new CallFailed(Failure.permanent(String.valueOf(e.getMessage())), e);
            }
        }
        return objects;
    }
}
