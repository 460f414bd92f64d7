package dev.bqdispatch.bus;

import dev.bqdispatch.message.BusMessage;

/**
 * A place on the event bus where questions are asked or news is announced.
 *
 * @param <Q> what is sent there
 * @param <A> what is answered; for news, {@link BusMessage} and never used
 */
public record Address<Q extends BusMessage, A extends BusMessage>(String name, Class<Q> asks, Class<A> answers) {

    /** An address whose messages are announced to whoever listens and never answered. */
    public static <Q extends BusMessage> Address<Q, BusMessage> ofNews(String name, Class<Q> news) {
        return new Address<>(name, news, BusMessage.class);
    }
}
