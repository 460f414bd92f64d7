package dev.bqdispatch.action;

import java.net.URI;
import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/** Anybody's HTTP service. */
public interface Web {

    /**
     * A request.
     *
     * @param headers by name, found without regard to case
     * @param body empty if there is none
     * @param timeout for the whole of it, until the answer's status and headers are there
     * @param hidden what the answer may quote and nobody may read
     */
    record Ask(URI url, String method, Map<String, String> headers, String body, Duration timeout, Hidden hidden) {
        public Ask {
            Map<String, String> copy = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
            copy.putAll(headers);
            headers = Collections.unmodifiableMap(copy);
        }

        /** Without what may be secret. */
        @Override
        public String toString() {
            return "Ask[" + method + " " + url.getScheme() + "://" + url.getRawAuthority() + "]";
        }
    }

    /**
     * Makes a call; blocks, makes one attempt, and follows no redirect. An address that gives credentials to whoever asks
     * is never called.
     *
     * @throws dev.bqdispatch.fault.CallFailed if the answer is not 2xx
     */
    void call(Ask ask);
}
