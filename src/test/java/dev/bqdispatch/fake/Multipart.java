package dev.bqdispatch.fake;

import com.google.protobuf.ByteString;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A {@code multipart/related} body of two parts, the resource as JSON and the bytes (RFC 2387). */
record Multipart(ByteString metadata, ByteString media, String mediaType) {
    private static final Pattern BOUNDARY = Pattern.compile("boundary=(?:\"([^\"]+)\"|'([^']+)'|([^;\\s]+))");

    static Multipart parse(String contentType, ByteString body) {
        Matcher boundary = BOUNDARY.matcher(contentType);
        if (!boundary.find()) {
            throw GoogleError.badRequest("badContent", "multipart upload without a boundary");
        }
        String name = boundary.group(1) != null
                ? boundary.group(1)
                : boundary.group(2) != null ? boundary.group(2) : boundary.group(3);
        // ISO-8859-1 keeps every byte as one character, so that text search can be used on binary content.
        String text = body.toString(StandardCharsets.ISO_8859_1);
        List<String> parts = parts(text, "--" + name);
        if (parts.size() != 2) {
            throw GoogleError.badRequest("badContent", "multipart upload with " + parts.size() + " parts");
        }
        return new Multipart(content(parts.get(0)), content(parts.get(1)), type(parts.get(1)));
    }

    private static List<String> parts(String text, String delimiter) {
        List<String> parts = new ArrayList<>();
        int start = text.indexOf(delimiter);
        while (start >= 0 && !text.startsWith("--", start + delimiter.length())) {
            int from = text.indexOf('\n', start) + 1;
            int next = text.indexOf("\n" + delimiter, from);
            if (next < 0) {
                break;
            }
            int end = next > from && text.charAt(next - 1) == '\r' ? next - 1 : next;
            parts.add(text.substring(from, Math.max(from, end)));
            start = next + 1;
        }
        return parts;
    }

    private static int bodyStart(String part) {
        int crlf = part.indexOf("\r\n\r\n");
        int lf = part.indexOf("\n\n");
        return crlf >= 0 && (lf < 0 || crlf < lf) ? crlf + 4 : lf >= 0 ? lf + 2 : part.length();
    }

    private static ByteString content(String part) {
        return ByteString.copyFrom(part.substring(bodyStart(part)), StandardCharsets.ISO_8859_1);
    }

    private static String type(String part) {
        return part.substring(0, bodyStart(part))
                .lines()
                .filter(line -> line.toLowerCase(Locale.ROOT).startsWith("content-type:"))
                .map(line -> line.substring(line.indexOf(':') + 1).strip())
                .findFirst()
                .orElse("application/octet-stream");
    }
}
