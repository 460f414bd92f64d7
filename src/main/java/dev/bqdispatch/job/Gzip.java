package dev.bqdispatch.job;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.GZIPInputStream;

/** Takes messages out of their compression. */
final class Gzip {
    /** Twice what Pub/Sub takes uncompressed: a small message must not become a large part of the heap. */
    private static final int MOST_BYTES = 20 << 20;

    private static final int MAGIC_1 = 0x1f;
    private static final int MAGIC_2 = 0x8b;

    private Gzip() {}

    /** Whether the data begins as gzip does, and no JSON. */
    static boolean isCompressed(byte[] data) {
        return data.length > 2 && (data[0] & 0xff) == MAGIC_1 && (data[1] & 0xff) == MAGIC_2;
    }

    /** How many bytes are within, as the data says; that may be a lie, but never more than may be read. */
    static int size(byte[] data) {
        int trailer = data.length - Integer.BYTES;
        long told = Integer.toUnsignedLong(
                ByteBuffer.wrap(data).order(ByteOrder.LITTLE_ENDIAN).getInt(Math.max(0, trailer)));
        return (int) Math.min(MOST_BYTES, told);
    }

    /** The data within; fails if it is broken or too much. */
    static byte[] inflate(byte[] data) throws IOException {
        byte[] inflated;
        try (GZIPInputStream input = new GZIPInputStream(new ByteArrayInputStream(data))) {
            inflated = input.readNBytes(MOST_BYTES + 1);
        } catch (IOException e) {
            throw new IOException("broken gzip: " + e.getMessage(), e);
        }
        if (inflated.length > MOST_BYTES) {
            throw new IOException("gzip that holds more than " + MOST_BYTES + " bytes");
        }
        return inflated;
    }
}
