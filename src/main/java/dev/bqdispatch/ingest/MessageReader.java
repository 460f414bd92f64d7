package dev.bqdispatch.ingest;

import dev.bqdispatch.fault.Failure;
import dev.bqdispatch.job.Decoded;
import dev.bqdispatch.job.EventDecoder;
import dev.bqdispatch.job.JobEvent;
import dev.bqdispatch.message.JournalOrder.KeepInvalid;
import dev.bqdispatch.message.NotNow;
import dev.bqdispatch.metric.Metric;
import dev.bqdispatch.metric.Metrics;
import io.vertx.core.Future;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds out what a message is, and sends it on its way. */
final class MessageReader {
    private static final Logger LOG = LoggerFactory.getLogger(MessageReader.class);

    private final EventDecoder decoder = new EventDecoder();
    private final EventFlow flow;
    private final Metrics metrics;
    private final GiveBackDelay delays;

    MessageReader(EventFlow flow, GiveBackDelay delays, Metrics metrics) {
        this.flow = flow;
        this.delays = delays;
        this.metrics = metrics;
    }

    /**
     * Reads the message of a held delivery, notes whose job it tells of, and says in the end how to settle it.
     *
     * @return never fails, so that no bug can keep a permit
     */
    Future<Verdict> read(Held held, BooleanSupplier stopped) {
        return Future.succeededFuture(held)
                .compose(taken -> recognise(taken, stopped))
                .otherwise(error -> {
                    LOG.atError()
                            .addKeyValue("event", held.message().messageId())
                            .setCause(error)
                            .log("a message could not be handled");
                    return new Verdict.Later(
                            new NotNow(NotNow.Why.EVENT, "ingest", Failure.passing(String.valueOf(error))));
                });
    }

    private Future<Verdict> recognise(Held held, BooleanSupplier stopped) {
        ReceivedMessage message = held.message();
        Decoded decoded = decoder.decode(message.data());
        if (decoded instanceof Decoded.Finished finished) {
            metrics.count(Metric.DECODED, finished.format().name());
            held.tellsOf(finished.job().ref());
            return flow.carry(event(message, finished), stopped);
        }
        if (decoded instanceof Decoded.Invalid invalid) {
            return flow.keep(new KeepInvalid(
                    invalid.reason(),
                    message.messageId(),
                    message.publishTime(),
                    message.attributes(),
                    message.data()));
        }
        return Future.succeededFuture(new Verdict.Done(Outcome.IGNORED));
    }

    private JobEvent event(ReceivedMessage message, Decoded.Finished finished) {
        return new JobEvent(
                finished.job(),
                finished.format(),
                message.messageId(),
                message.publishTime(),
                delays.attempt(message),
                finished.resource());
    }
}
