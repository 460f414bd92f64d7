package dev.bqdispatch.fake;

import com.google.protobuf.ByteString;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Somebody's HTTP service: it takes whatever it is sent, and answers as it was told, else with 200. */
public final class FakeTarget {
    /**
     * A request that it was sent.
     *
     * @param path with the query, as it was sent, below the target's own
     * @param headers found without regard to case
     */
    public record Request(String method, String path, Map<String, String> headers, String body) {
        public Request {
            Map<String, String> copy = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
            copy.putAll(headers);
            headers = Collections.unmodifiableMap(copy);
        }

        public String header(String name) {
            return headers.getOrDefault(name, "");
        }
    }

    private final List<Request> requests = new ArrayList<>();
    private final Deque<Reply> answers = new ArrayDeque<>();

    FakeTarget() {}

    public synchronized List<Request> requests() {
        return List.copyOf(requests);
    }

    /** The next request is answered so; several wait for their turns. */
    public synchronized FakeTarget answerNext(int status, String body, Map<String, String> headers) {
        answers.add(new Reply(status, headers, ByteString.copyFromUtf8(body)));
        return this;
    }

    public FakeTarget answerNext(int status, String body) {
        return answerNext(status, body, Map.of());
    }

    synchronized Reply take(Request request) {
        requests.add(request);
        Reply answer = answers.poll();
        return answer == null ? Reply.text(200, "ok") : answer;
    }
}
