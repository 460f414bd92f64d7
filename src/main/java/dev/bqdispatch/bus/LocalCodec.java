package dev.bqdispatch.bus;

import dev.bqdispatch.message.BusMessage;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.MessageCodec;

/** Hands the very instance over: messages are immutable and never leave the process. */
final class LocalCodec implements MessageCodec<BusMessage, BusMessage> {
    static final String NAME = "bqdispatch-local";

    @Override
    public BusMessage transform(BusMessage message) {
        return message;
    }

    @Override
    public void encodeToWire(Buffer buffer, BusMessage message) {
        throw new IllegalStateException("messages stay in the process: " + message.getClass());
    }

    @Override
    public BusMessage decodeFromWire(int position, Buffer buffer) {
        throw new IllegalStateException("messages stay in the process");
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public byte systemCodecID() {
        return -1;
    }
}
