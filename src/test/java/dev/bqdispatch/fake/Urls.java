package dev.bqdispatch.fake;

import com.google.common.base.Splitter;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Paths and queries, where a plus is a plus and every element is decoded by itself. */
final class Urls {
    private Urls() {}

    static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    static String decodePath(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    static Map<String, List<String>> query(String raw) {
        Map<String, List<String>> found = new LinkedHashMap<>();
        for (String pair : Splitter.on('&').omitEmptyStrings().split(raw)) {
            int equals = pair.indexOf('=');
            String name = equals < 0 ? pair : pair.substring(0, equals);
            String value = equals < 0 ? "" : pair.substring(equals + 1);
            found.computeIfAbsent(URLDecoder.decode(name, StandardCharsets.UTF_8), any -> new ArrayList<>())
                    .add(URLDecoder.decode(value, StandardCharsets.UTF_8));
        }
        return found;
    }
}
