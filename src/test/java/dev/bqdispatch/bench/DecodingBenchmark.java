package dev.bqdispatch.bench;

import dev.bqdispatch.fake.EventFormat;
import dev.bqdispatch.job.Decoded;
import dev.bqdispatch.job.EventDecoder;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** One message is read. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class DecodingBenchmark {
    @Param("A")
    @SuppressWarnings("NullAway.Init") // set by JMH
    public EventFormat format;

    /** Of the message, in bytes. */
    @Param("3000")
    public int size;

    private final EventDecoder decoder = new EventDecoder();
    private byte[] message = {};

    @Setup
    public void prepare() {
        message = Messages.query("bquxjob_1", "acme:shop.orders", format, size);
        if (!(decoder.decode(message) instanceof Decoded.Finished)) {
            throw new IllegalStateException("that is no finished job");
        }
    }

    @Benchmark
    public Decoded decode() {
        return decoder.decode(message);
    }
}
