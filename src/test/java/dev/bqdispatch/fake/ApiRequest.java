package dev.bqdispatch.fake;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.tomakehurst.wiremock.http.Request;
import com.google.common.base.Splitter;
import com.google.protobuf.ByteString;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A request taken apart: the path's elements decoded one by one, so that {@code %2F} stays within its element. */
record ApiRequest(
        String verb,
        String path,
        List<String> elements,
        Map<String, List<String>> query,
        Function<String, @Nullable String> headers,
        Supplier<Map<String, String>> allHeaders,
        String url,
        ByteString body) {

    static ApiRequest of(Request request) {
        String url = request.getUrl();
        int mark = url.indexOf('?');
        String path = mark < 0 ? url : url.substring(0, mark);
        List<String> elements = new ArrayList<>();
        Splitter.on('/').split(path.substring(1)).forEach(element -> elements.add(Urls.decodePath(element)));
        byte[] body = request.getBody();
        return new ApiRequest(
                request.getMethod().getName(),
                path,
                List.copyOf(elements),
                Urls.query(mark < 0 ? "" : url.substring(mark + 1)),
                request::getHeader,
                () -> all(request),
                url,
                body == null ? ByteString.EMPTY : ByteString.copyFrom(body));
    }

    private static Map<String, String> all(Request request) {
        Map<String, String> headers = new LinkedHashMap<>();
        request.getHeaders().all().forEach(header -> headers.put(header.key(), String.join(", ", header.values())));
        return headers;
    }

    boolean is(String wanted) {
        return verb.equals(wanted);
    }

    /** Whether the path starts with these elements. */
    boolean under(String... prefix) {
        return elements.size() >= prefix.length
                && elements.subList(0, prefix.length).equals(List.of(prefix));
    }

    /** The element at that place, or an empty string beyond the end. */
    String element(int index) {
        return index < elements.size() ? elements.get(index) : "";
    }

    /** All from that place on, with the slashes that a client did not encode. */
    String rest(int from) {
        return String.join("/", elements.subList(Math.min(from, elements.size()), elements.size()));
    }

    Optional<String> parameter(String name) {
        return Optional.ofNullable(query.get(name)).map(values -> values.get(0));
    }

    String parameter(String name, String otherwise) {
        return parameter(name).orElse(otherwise);
    }

    @Nullable
    Long number(String name) {
        try {
            return parameter(name).map(Long::valueOf).orElse(null);
        } catch (NumberFormatException e) {
            throw GoogleError.badRequest("invalidParameter", "Invalid value for: " + name);
        }
    }

    long number(String name, long otherwise) {
        Long found = number(name);
        return found == null ? otherwise : found;
    }

    boolean flag(String name) {
        return parameter(name, "false").equals("true");
    }

    Optional<String> header(String name) {
        return Optional.ofNullable(headers.apply(name));
    }

    ObjectNode json() {
        return Json.parse(body);
    }
}
