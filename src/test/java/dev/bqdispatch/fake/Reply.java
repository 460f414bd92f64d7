package dev.bqdispatch.fake;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.protobuf.ByteString;
import java.util.LinkedHashMap;
import java.util.Map;

/** What goes back over HTTP. */
record Reply(int status, Map<String, String> headers, ByteString body) {
    private static final Map<String, String> JSON = Map.of("Content-Type", "application/json; charset=UTF-8");

    static Reply json(JsonNode body) {
        return new Reply(200, JSON, Json.bytes(body));
    }

    static Reply error(GoogleError error) {
        return error.code() == 304 ? empty(304) : new Reply(error.code(), JSON, Json.bytes(error.body()));
    }

    static Reply empty(int status) {
        return new Reply(status, Map.of(), ByteString.EMPTY);
    }

    static Reply text(int status, String text) {
        return new Reply(status, Map.of("Content-Type", "text/html; charset=UTF-8"), ByteString.copyFromUtf8(text));
    }

    Reply with(String header, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new Reply(status, more, body);
    }
}
