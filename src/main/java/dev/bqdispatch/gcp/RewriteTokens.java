package dev.bqdispatch.gcp;

import dev.bqdispatch.recall.Recent;
import java.util.Map;
import java.util.Optional;

/**
 * Where rewrites are that were not carried to their end: a copy of many hours outlives any lease, and would begin anew at
 * each delivery. A token is good for a week, but losing one only costs time.
 */
final class RewriteTokens {
    private static final int MOST = 1000;

    private final Map<String, String> byRewrite = new Recent<>(MOST);

    synchronized Optional<String> find(String rewrite) {
        return Optional.ofNullable(byRewrite.get(rewrite));
    }

    synchronized void keep(String rewrite, String token) {
        byRewrite.put(rewrite, token);
    }

    synchronized void forget(String rewrite) {
        byRewrite.remove(rewrite);
    }
}
