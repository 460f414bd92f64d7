package dev.bqdispatch.ingest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bqdispatch.fault.Failure;
import dev.bqdispatch.job.CompletedJob;
import dev.bqdispatch.job.Decoded;
import dev.bqdispatch.job.EventDecoder;
import dev.bqdispatch.job.EventFormat;
import dev.bqdispatch.job.JobEvent;
import dev.bqdispatch.message.FindJob;
import dev.bqdispatch.message.JournalOrder.KeepInvalid;
import dev.bqdispatch.message.NotNow;
import dev.bqdispatch.message.Outcome;
import dev.bqdispatch.message.Verdict;
import dev.bqdispatch.metric.Metric;
import dev.bqdispatch.metric.Metrics;
import io.vertx.core.Future;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
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
                .compose(verdict -> kept(held.message(), verdict))
                .otherwise(error -> {
                    LOG.atError()
                            .addKeyValue("event", held.message().messageId())
                            .setCause(error)
                            .log("a message could not be handled");
                    return new Verdict.Later(
                            new NotNow(NotNow.Why.EVENT, "ingest", Failure.passing(String.valueOf(error))));
                });
    }

    /** About how many bytes are read of a message. */
    long size(ReceivedMessage message) {
        return message.size() + EventDecoder.size(message.data());
    }

    private Future<Verdict> recognise(Held held, BooleanSupplier stopped) {
        ReceivedMessage message = held.message();
        Decoded decoded = decoder.decode(message.data(), message.attributes());
        if (decoded instanceof Decoded.Finished finished) {
            JobEvent event = event(message, finished.job(), finished.format(), finished.eventId(), finished.resource());
            metrics.count(Metric.DECODED, finished.format().name());
            return carry(held, event, stopped);
        }
        if (decoded instanceof Decoded.Referenced referenced) {
            metrics.count(Metric.DECODED, referenced.format().name());
            return look(held, referenced, stopped);
        }
        if (decoded instanceof Decoded.Invalid invalid) {
            return Future.succeededFuture(new Verdict.Keep(invalid.reason()));
        }
        return Future.succeededFuture(new Verdict.Done(Outcome.IGNORED));
    }

    private Future<Verdict> look(Held held, Decoded.Referenced referenced, BooleanSupplier stopped) {
        ReceivedMessage message = held.message();
        return flow.find(new FindJob(referenced.pointer(), message.publishTime()), done -> {
            JobEvent event = event(message, done.job(), referenced.format(), referenced.eventId(), done.resource());
            return carry(held, event, stopped);
        });
    }

    private Future<Verdict> carry(Held held, JobEvent event, BooleanSupplier stopped) {
        held.tellsOf(event.ref());
        return flow.carry(event, stopped);
    }

    private Future<Verdict> kept(ReceivedMessage message, Verdict verdict) {
        return verdict instanceof Verdict.Keep keep
                ? flow.keep(new KeepInvalid(
                        keep.reason(),
                        message.messageId(),
                        message.publishTime(),
                        message.attributes(),
                        message.data()))
                : Future.succeededFuture(verdict);
    }

    private JobEvent event(
            ReceivedMessage message,
            CompletedJob job,
            EventFormat format,
            @Nullable String eventId,
            Supplier<ObjectNode> resource) {
        return new JobEvent(
                job,
                format,
                eventId == null ? message.messageId() : eventId,
                message.publishTime(),
                delays.attempt(message),
                resource);
    }
}
