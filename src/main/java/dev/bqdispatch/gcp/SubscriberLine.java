package dev.bqdispatch.gcp;

import com.google.api.core.ApiFuture;
import com.google.api.core.ApiFutureCallback;
import com.google.api.core.ApiFutures;
import com.google.api.gax.rpc.UnaryCallable;
import com.google.cloud.pubsub.v1.stub.SubscriberStub;
import dev.bqdispatch.fault.CallFailed;
import dev.bqdispatch.fault.Failure;
import dev.bqdispatch.metric.GoogleCall;
import io.vertx.core.Context;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;

/** One client of subscriptions with connections of its own, and the calls that wait for its answers. */
final class SubscriberLine {
    private final Vertx vertx;
    private final SubscriberStub stub;
    private final CallMeter calls;
    private final Map<Promise<?>, ApiFuture<?>> waiting = new ConcurrentHashMap<>();
    private final AtomicBoolean retired = new AtomicBoolean();
    private final AtomicBoolean ended = new AtomicBoolean();

    SubscriberLine(Vertx vertx, SubscriberStub stub, CallMeter calls) {
        this.vertx = vertx;
        this.stub = stub;
        this.calls = calls;
    }

    /** Makes a call, and hops from Google's thread, where the answer is read, to the caller's context. */
    <Q, A, T> Promise<T> call(
            GoogleCall what, Function<SubscriberStub, UnaryCallable<Q, A>> method, Q request, Function<A, T> reader) {
        Context caller = vertx.getOrCreateContext();
        Promise<T> promise = Promise.promise();
        ApiFuture<A> started = start(method, request);
        waiting.put(promise, started);
        promise.future().onComplete(done -> {
            waiting.remove(promise);
            endIfIdle();
        });
        ApiFutures.addCallback(
                ApiFutures.transform(calls.begun(what, started), reader::apply, Runnable::run),
                new ApiFutureCallback<T>() {
                    @Override
                    public void onSuccess(T answer) {
                        hop(caller, promise, () -> promise.tryComplete(answer));
                    }

                    @Override
                    public void onFailure(Throwable error) {
                        hop(caller, promise, () -> promise.tryFail(ErrorClassifier.grpc(error)));
                    }
                },
                Runnable::run);
        return promise;
    }

    /** What was ended from here has nobody to tell; its context may be gone. */
    private static void hop(Context caller, Promise<?> promise, Runnable end) {
        if (!promise.future().isComplete()) {
            caller.runOnContext(here -> end.run());
        }
    }

    private <Q, A> ApiFuture<A> start(Function<SubscriberStub, UnaryCallable<Q, A>> method, Q request) {
        try {
            return method.apply(stub).futureCall(request);
        } catch (RuntimeException e) {
            return ApiFutures.immediateFailedFuture(e);
        }
    }

    /**
     * Ends the connections with the last call that waits: a pull may have been given messages already, which come again
     * only after their leases.
     */
    void retire() {
        retired.set(true);
        endIfIdle();
    }

    private void endIfIdle() {
        if (retired.get() && waiting.isEmpty()) {
            end();
        }
    }

    /** Whether nothing is left of it. */
    boolean over() {
        return ended.get();
    }

    /** Fails all calls that wait: nobody is going to answer them. */
    void abandon(String why) {
        CallFailed failed = new CallFailed(Failure.passing(why));
        waiting.forEach((promise, call) -> {
            promise.tryFail(failed);
            call.cancel(true);
        });
    }

    /** A call that its client has not begun yet is dropped by it without a word, so each is also ended here. */
    void close(String why) {
        end();
        abandon(why);
    }

    private void end() {
        if (ended.compareAndSet(false, true)) {
            stub.shutdownNow();
        }
    }
}
