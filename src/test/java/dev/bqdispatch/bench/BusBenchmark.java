package dev.bqdispatch.bench;

import dev.bqdispatch.bus.Addresses;
import dev.bqdispatch.bus.Bus;
import dev.bqdispatch.message.AskBacklog;
import dev.bqdispatch.message.Backlog;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** One question and its answer, from one event loop to another and back, many under way as in the service. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class BusBenchmark {
    private static final int QUESTIONS = 1_000;
    private static final AskBacklog QUESTION = new AskBacklog(Duration.ofSeconds(1));
    private static final Backlog ANSWER = new Backlog.None();

    @SuppressWarnings("NullAway.Init") // before each trial
    private Vertx vertx;

    @SuppressWarnings("NullAway.Init")
    private Bus bus;

    @Setup
    public void begin() {
        vertx = Vertx.vertx();
        bus = new Bus(vertx, Duration.ofMinutes(1));
        bus.serve(Addresses.BACKLOG, question -> Future.succeededFuture(ANSWER)).await();
    }

    @TearDown
    public void end() {
        vertx.close().await();
    }

    @Benchmark
    @OperationsPerInvocation(QUESTIONS)
    public void hop() {
        Promise<Void> all = Promise.promise();
        vertx.getOrCreateContext().runOnContext(start -> ask(QUESTIONS, all));
        all.future().await();
    }

    private void ask(int times, Promise<Void> all) {
        int[] left = {times};
        for (int i = 0; i < times; i++) {
            bus.ask(Addresses.BACKLOG, QUESTION).onComplete(answer -> {
                if (--left[0] == 0) {
                    all.complete();
                }
            });
        }
    }
}
