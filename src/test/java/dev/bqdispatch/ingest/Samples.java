package dev.bqdispatch.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.bqdispatch.fake.EventFormat;
import dev.bqdispatch.fake.SampleJob;
import dev.bqdispatch.fault.CallFailed;
import dev.bqdispatch.fault.Failure;
import dev.bqdispatch.fault.GroundLost;
import dev.bqdispatch.job.Decoded;
import dev.bqdispatch.job.EventDecoder;
import dev.bqdispatch.job.JobEvent;
import dev.bqdispatch.ledger.Lineage;
import dev.bqdispatch.message.Dispatch;
import dev.bqdispatch.message.NotNow;
import dev.bqdispatch.message.Origin;
import dev.bqdispatch.message.Report;
import dev.bqdispatch.message.RunAnswer;
import dev.bqdispatch.rule.AllowCall;
import dev.bqdispatch.rule.Policy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Messages, and what stages may say of them. */
final class Samples {
    static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    private Samples() {}

    static String text(String jobId) {
        return SampleJob.query(jobId, "SELECT 1", "acme:shop.orders")
                .event(EventFormat.A)
                .toString();
    }

    /** The completion of a job; the delivery and the message are named after it. */
    static ReceivedMessage message(String jobId) {
        return message("ack-" + jobId, "message-" + jobId, text(jobId));
    }

    static ReceivedMessage message(String ackId, String messageId, String data) {
        return new ReceivedMessage(ackId, messageId, NOON, Map.of("k", "v"), data.getBytes(UTF_8), 0);
    }

    static ReceivedMessage delivery(int attempt) {
        return new ReceivedMessage("ack", "message", NOON, Map.of(), new byte[0], attempt);
    }

    static JobEvent event(String jobId) {
        Decoded.Finished finished =
                (Decoded.Finished) new EventDecoder().decode(text(jobId).getBytes(UTF_8));
        return new JobEvent(finished.job(), finished.format(), "message-" + jobId, NOON, 1, finished.resource());
    }

    static Dispatch dispatch(JobEvent event) {
        return new Dispatch(
                event,
                new Origin.FromRoute("orders", "inline", false, Map.of()),
                List.of(),
                List.of(),
                List.of(),
                Lineage.ofRoot(event.ref()),
                "orders",
                null,
                new Policy("acme", Duration.ofHours(24), 20, 5, "us-central1", AllowCall.NONE),
                "1",
                List.of());
    }

    static RunAnswer ran(Dispatch dispatch, @Nullable String error) {
        return new RunAnswer.Ran(
                dispatch,
                new Report(
                        NOON,
                        error == null ? Report.Status.OK : Report.Status.ERROR,
                        List.of(),
                        error,
                        null,
                        List.of(),
                        NOON,
                        Duration.ofMillis(5)));
    }

    static RunAnswer retried(Dispatch dispatch) {
        return new RunAnswer.Ran(
                dispatch,
                new Report(
                        NOON, Report.Status.RETRIED, List.of(), null, "again", List.of(), NOON, Duration.ofMillis(5)));
    }

    static CallFailed unavailable() {
        return new CallFailed(new Failure(Failure.Kind.TRANSIENT, 503, "UNAVAILABLE", "injected", Duration.ZERO));
    }

    static NotNow groundLost() {
        return NotNow.because(new GroundLost("gs://journal/j/", unavailable()));
    }

    static NotNow eventFailed(Duration retryAfter) {
        Failure failure = new Failure(Failure.Kind.TRANSIENT, 429, "rateLimitExceeded", "injected", retryAfter);
        return NotNow.because("gs://bucket/x", new CallFailed(failure));
    }
}
