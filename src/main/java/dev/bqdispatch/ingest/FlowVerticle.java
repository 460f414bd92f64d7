package dev.bqdispatch.ingest;

import dev.bqdispatch.bus.Addresses;
import dev.bqdispatch.bus.Bus;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;

/** Carries events where none is pulled: what others bring is all there is. Not to be deployed beside ingest. */
public final class FlowVerticle extends VerticleBase {
    private final Bus bus;

    public FlowVerticle(Bus bus) {
        this.bus = bus;
    }

    @Override
    public Future<?> start() {
        EventFlow flow = new EventFlow(bus);
        return bus.serve(Addresses.CARRY, question -> flow.carry(question, () -> false));
    }
}
