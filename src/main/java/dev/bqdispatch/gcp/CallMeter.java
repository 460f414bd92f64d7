package dev.bqdispatch.gcp;

import com.google.api.core.ApiFuture;
import com.google.api.core.ApiFutureCallback;
import com.google.api.core.ApiFutures;
import dev.bqdispatch.fault.EventLoops;
import dev.bqdispatch.metric.GoogleCall;
import dev.bqdispatch.metric.Metric;
import dev.bqdispatch.metric.Metrics;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Times calls to Google, each attempt, by what was called and how it ended. An adapter puts each of its calls in here. */
public final class CallMeter {
    private final @Nullable Metrics metrics;

    private CallMeter(@Nullable Metrics metrics) {
        this.metrics = metrics;
    }

    public static CallMeter of(Metrics metrics) {
        return new CallMeter(metrics);
    }

    /** For calls before there is anybody to look: at start, and of commands. */
    public static CallMeter none() {
        return new CallMeter(null);
    }

    /** A call that blocks. */
    interface Blocking<T> {
        T make() throws IOException;
    }

    /** Makes a REST call. What it throws comes through. */
    <T> T rest(GoogleCall what, Blocking<T> call) throws IOException {
        return timed(what, call, answer -> "ok");
    }

    /** As {@link #rest}, of a call that may find nothing, which it says without an exception. */
    <T> Optional<T> look(GoogleCall what, Blocking<Optional<T>> call) throws IOException {
        return timed(what, call, answer -> answer.isPresent() ? "ok" : "not_found");
    }

    private <T> T timed(GoogleCall what, Blocking<T> call, Function<T, String> outcome) throws IOException {
        EventLoops.notBlockedBy(what.word());
        long began = System.nanoTime();
        try {
            T answer = call.make();
            record(what, outcome.apply(answer), began);
            return answer;
        } catch (IOException | RuntimeException e) {
            record(what, ErrorClassifier.restWord(e), began);
            throw e;
        }
    }

    /**
     * Makes a REST call that may be answered with a status that tells something, as 404 of what may not be there.
     *
     * @param call makes something
     * @return empty if it was answered so
     * @throws dev.bqdispatch.fault.CallFailed for every other failure
     */
    <T> Optional<T> unless(int status, GoogleCall what, Blocking<T> call) {
        try {
            return Optional.of(rest(what, call));
        } catch (IOException | RuntimeException e) {
            if (ErrorClassifier.is(e, status)) {
                return Optional.empty();
            }
            throw ErrorClassifier.rest(e);
        }
    }

    /** Times a call through a generated client, which was begun this moment. */
    <T> ApiFuture<T> begun(GoogleCall what, ApiFuture<T> call) {
        long began = System.nanoTime();
        ApiFutures.addCallback(
                call,
                new ApiFutureCallback<T>() {
                    @Override
                    public void onSuccess(T answer) {
                        record(what, "ok", began);
                    }

                    @Override
                    public void onFailure(Throwable error) {
                        // A pull that waited in vain is how a quiet subscription looks.
                        boolean quiet = what == GoogleCall.PULL && ErrorClassifier.isDeadlineExceeded(error);
                        record(what, quiet ? "ok" : ErrorClassifier.grpcWord(error), began);
                    }
                },
                Runnable::run);
        return call;
    }

    private void record(GoogleCall what, String outcome, long began) {
        if (metrics != null) {
            metrics.time(Metric.GOOGLE_CALLS, Duration.ofNanos(System.nanoTime() - began), what.word(), outcome);
        }
    }
}
