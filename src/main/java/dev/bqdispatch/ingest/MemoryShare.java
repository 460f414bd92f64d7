package dev.bqdispatch.ingest;

/**
 * How much memory messages may take.
 *
 * @param held most bytes of messages that are held, and that outstanding pulls may bring
 * @param worked most bytes of messages that are worked on at a time; a message takes several times its own size then:
 *     what is read of it, the entry that is made of it, and that once more as it is sent
 */
public record MemoryShare(long held, long worked) {
    /** For where memory is no matter. */
    public static final MemoryShare ALL = new MemoryShare(Long.MAX_VALUE, Long.MAX_VALUE);

    private static final int HELD = 5;
    private static final int WORKED = 16;

    public MemoryShare {
        if (held < 1 || worked < 1) {
            throw new IllegalArgumentException("messages need some memory");
        }
    }

    /**
     * What leaves room for everything else.
     *
     * @param heap the most that the JVM's heap may grow to, in bytes
     */
    public static MemoryShare ofHeap(long heap) {
        return new MemoryShare(heap / HELD, heap / WORKED);
    }
}
