package dev.bqdispatch.gcp;

import com.google.api.services.storage.Storage;
import com.google.api.services.storage.model.RewriteResponse;
import dev.bqdispatch.job.ObjectUrl;
import dev.bqdispatch.metric.GoogleCall;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Copies objects within Cloud Storage, which takes several calls for a big one that changes its location or class.
 *
 * @see <a href="https://cloud.google.com/storage/docs/json_api/v1/objects/rewrite">objects.rewrite</a>
 */
final class GcsRewrite {
    private static final int BAD_REQUEST = 400;
    private static final int GONE = 410;

    private final Storage storage;
    private final CallMeter calls;
    private final RewriteTokens tokens = new RewriteTokens();

    GcsRewrite(Storage storage, CallMeter calls) {
        this.storage = storage;
        this.calls = calls;
    }

    /** One generation that is to become another object. */
    private record Order(ObjectUrl from, long generation, ObjectUrl to) {}

    /**
     * Copies to the end, from where an earlier attempt of this process got.
     *
     * @param betweenCalls what it throws ends the copy
     */
    void copy(ObjectUrl from, long generation, ObjectUrl to, Runnable betweenCalls) throws IOException {
        Order order = new Order(from, generation, to);
        String key = from + "#" + generation + " " + to;
        String token = tokens.find(key).orElse(null);
        token = token == null ? next(order, null) : resumed(order, token);
        while (token != null) {
            tokens.keep(key, token);
            betweenCalls.run();
            token = resumed(order, token);
        }
        tokens.forget(key);
    }

    /** A token that is not taken any more costs what was copied with it. */
    private @Nullable String resumed(Order order, String token) throws IOException {
        try {
            return next(order, token);
        } catch (IOException refused) {
            if (!ErrorClassifier.is(refused, BAD_REQUEST) && !ErrorClassifier.is(refused, GONE)) {
                throw refused;
            }
            return next(order, null);
        }
    }

    /** One call; the token to go on with, or null if the copy is done. */
    private @Nullable String next(Order order, @Nullable String token) throws IOException {
        RewriteResponse answer = call(order, token);
        if (Boolean.TRUE.equals(answer.getDone())) {
            return null;
        }
        if (answer.getRewriteToken() == null) {
            throw new IOException("a rewrite of " + order.from() + " is neither done nor to be continued");
        }
        return answer.getRewriteToken();
    }

    private RewriteResponse call(Order order, @Nullable String token) throws IOException {
        try {
            Storage.Objects.Rewrite rewrite = storage.objects()
                    .rewrite(
                            order.from().bucket(),
                            order.from().name(),
                            order.to().bucket(),
                            order.to().name(),
                            null)
                    .setIfSourceGenerationMatch(order.generation())
                    .setRewriteToken(token);
            return calls.rest(GoogleCall.STORAGE_REWRITE, rewrite::execute);
        } catch (RuntimeException unreadable) {
            throw new IOException("an answer that can't be read: " + unreadable.getMessage(), unreadable);
        }
    }
}
