package dev.bqdispatch.bench;

import java.io.IOException;

/** A process that pulls from a subscription of its own, one of several that are measured in turns. */
interface Contender extends AutoCloseable {
    ProcessHandle handle();

    /**
     * Looks at it until it has done so many events.
     *
     * @throws IOException if it does nothing any more
     */
    Samples watch(long events) throws IOException, InterruptedException;

    @Override
    void close() throws IOException;
}
