package dev.bqdispatch.bus;

import dev.bqdispatch.message.BusMessage;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.EventBus;
import io.vertx.core.eventbus.Message;
import io.vertx.core.eventbus.ReplyException;
import io.vertx.core.eventbus.ReplyFailure;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The event bus with types. One per {@link Vertx}, since it brings its codec along. */
public final class Bus {
    private static final Logger LOG = LoggerFactory.getLogger(Bus.class);
    private static final int HANDLER_FAILED = 1;

    private final EventBus events;
    private final DeliveryOptions patient;

    /** @param longestAnswer how long an answer may take: as long as a message's lease can last */
    public Bus(Vertx vertx, Duration longestAnswer) {
        events = vertx.eventBus();
        events.registerCodec(new LocalCodec());
        events.codecSelector(body -> body instanceof BusMessage ? LocalCodec.NAME : "refused");
        patient = new DeliveryOptions().setLocalOnly(true).setSendTimeout(longestAnswer.toMillis());
    }

    /** Asks whoever serves the address; fails if nobody does, or if the handler fails. */
    public <Q extends BusMessage, A extends BusMessage> Future<A> ask(Address<Q, A> address, Q question) {
        return events.<BusMessage>request(address.name(), question, patient)
                .map(reply -> address.answers().cast(reply.body()));
    }

    /** Whether a question failed because nobody serves its address. */
    public static boolean isUnserved(Throwable failed) {
        return failed instanceof ReplyException reply && reply.failureType() == ReplyFailure.NO_HANDLERS;
    }

    /**
     * Serves an address in the caller's context. A handler that throws or fails is answered for at once: its asker would
     * otherwise wait for the whole timeout.
     *
     * @return when the address is served
     */
    public <Q extends BusMessage, A extends BusMessage> Future<Void> serve(
            Address<Q, A> address, Function<Q, Future<A>> handler) {
        return events.consumer(
                        address.name(),
                        (Message<BusMessage> message) -> answer(address.asks().cast(message.body()), handler)
                                .onSuccess(message::reply)
                                .onFailure(error -> {
                                    report(address, error);
                                    message.fail(HANDLER_FAILED, String.valueOf(error));
                                }))
                .completion();
    }

    /** A handler that fails has a bug, of which only here the whole story is known; or its workers are gone at the end. */
    private static void report(Address<?, ?> address, Throwable error) {
        if (error instanceof RejectedExecutionException || error instanceof CancellationException) {
            LOG.atDebug().addKeyValue("address", address.name()).log("ended before it could answer");
        } else {
            LOG.atError().addKeyValue("address", address.name()).setCause(error).log("a handler failed");
        }
    }

    private static <Q, A> Future<A> answer(Q question, Function<Q, Future<A>> handler) {
        try {
            return handler.apply(question);
        } catch (RuntimeException e) {
            return Future.failedFuture(e);
        }
    }

    /** Tells all who listen at the address; nobody listening is fine. */
    public <Q extends BusMessage> void announce(Address<Q, BusMessage> address, Q news) {
        events.publish(address.name(), news, patient);
    }

    /** Listens to news in the caller's context. */
    public <Q extends BusMessage> Future<Void> listen(Address<Q, BusMessage> address, Consumer<Q> listener) {
        return events.consumer(
                        address.name(),
                        (Message<BusMessage> message) ->
                                listener.accept(address.asks().cast(message.body())))
                .completion();
    }
}
