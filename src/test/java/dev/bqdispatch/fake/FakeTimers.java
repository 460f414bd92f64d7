package dev.bqdispatch.fake;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.IoEventLoop;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SingleThreadIoEventLoop;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.Ticker;
import io.vertx.core.Vertx;
import io.vertx.core.impl.transports.NioTransport;
import io.vertx.core.internal.VertxBootstrap;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** The timers of a Vert.x, for which time goes by as ever, and in leaps where the test lets it. */
public final class FakeTimers {
    private final AtomicLong leapt = new AtomicLong();
    private final List<EventExecutor> loops = new CopyOnWriteArrayList<>();

    /** A Vert.x whose timers these are; to be closed by whoever asked for it. */
    public Vertx vertx() {
        return VertxBootstrap.create()
                .transport(new NioTransport() {
                    @Override
                    public EventLoopGroup eventLoopGroup(int type, int threads, ThreadFactory factory, int ioRatio) {
                        return new Loops(threads, factory, ioHandlerFactory());
                    }
                })
                .init()
                .vertx();
    }

    /** Lets so much time pass at once, and comes back when the timers have rung whose time has come. */
    public void advance(Duration by) {
        leapt.addAndGet(by.toNanos());
        ask();
        ask();
    }

    /** A loop that is asked first looks what is due, and does that before what it is asked next. */
    private void ask() {
        loops.forEach(loop -> loop.submit(() -> {}).syncUninterruptibly());
    }

    private final class Leaping implements Ticker {
        @Override
        public long initialNanoTime() {
            return Ticker.systemTicker().initialNanoTime();
        }

        @Override
        public long nanoTime() {
            return Ticker.systemTicker().nanoTime() + leapt.get();
        }

        @Override
        public void sleep(long delay, TimeUnit unit) throws InterruptedException {
            Ticker.systemTicker().sleep(delay, unit);
        }
    }

    private final class Loops extends MultiThreadIoEventLoopGroup {
        Loops(int threads, ThreadFactory factory, IoHandlerFactory handlers) {
            super(threads, factory, handlers);
        }

        /** Called by the constructor. */
        @Override
        protected IoEventLoop newChild(Executor executor, IoHandlerFactory handlers, Object... more) {
            Ticker ticker = new Leaping();
            IoEventLoop loop = new SingleThreadIoEventLoop(this, executor, handlers) {
                @Override
                public Ticker ticker() {
                    return ticker;
                }
            };
            loops.add(loop);
            return loop;
        }
    }
}
