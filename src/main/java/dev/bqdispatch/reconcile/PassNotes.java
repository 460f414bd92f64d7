package dev.bqdispatch.reconcile;

import dev.bqdispatch.fault.Ground;
import dev.bqdispatch.ledger.Objects;
import dev.bqdispatch.ledger.StateNames;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What reconciling remembers, under {@code StateURL}. Every method blocks, and throws
 * {@link dev.bqdispatch.fault.GroundLost} where that folder can't be had.
 */
final class PassNotes {
    private static final byte[] STARTED =
            "{\"about\": \"when this was written, the first replica started\"}".getBytes(StandardCharsets.UTF_8);

    private final Objects objects;
    private final StateNames names;
    private volatile @Nullable Instant firstStart;

    PassNotes(Objects objects, StateNames names) {
        this.objects = objects;
        this.names = names;
    }

    /** When the first replica ever started, which is now if none has; asked once. */
    Instant firstStart() {
        Instant known = firstStart;
        if (known == null) {
            known = Ground.at(
                            names.folder(),
                            () -> objects.replace(names.started(), 0, STARTED, Map.of())
                                    .or(() -> objects.stat(names.started()))
                                    .orElseThrow(() -> new IllegalStateException(names.started() + " came and went")))
                    .created();
            firstStart = known;
        }
        return known;
    }

    Optional<LastPass> last() {
        return Ground.at(names.folder(), () -> objects.read(names.lastPass()))
                .flatMap(content -> LastPass.parse(content.text()));
    }

    void write(LastPass pass) {
        Ground.at(names.folder(), () -> {
            objects.put(names.lastPass(), pass.json());
            return true;
        });
    }
}
