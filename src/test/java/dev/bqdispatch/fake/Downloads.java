package dev.bqdispatch.fake;

import com.google.protobuf.ByteString;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reading one object, its resource or its bytes (<a href="https://cloud.google.com/storage/docs/json_api/v1/objects/get">objects.get</a>). */
final class Downloads {
    private static final Pattern RANGE = Pattern.compile("bytes=(\\d*)-(\\d*)");

    private Downloads() {}

    static boolean isMedia(ApiRequest request) {
        return request.under("download") || request.parameter("alt", "json").equals("media");
    }

    /** A condition that asks for another generation than the given one is answered 304, as reads do. */
    static StoredObject read(FakeStorage storage, GcsUrl url, ApiRequest request) {
        StoredObject found = storage.get(url, request.number("generation"));
        Preconditions asked = Preconditions.from("if", request::number);
        new Preconditions(asked.generationMatch(), null, asked.metagenerationMatch(), null).check(found);
        if (same(asked.generationNotMatch(), found.generation())
                || same(asked.metagenerationNotMatch(), found.metageneration())) {
            throw new GoogleError(304, "notModified", "Not Modified");
        }
        return found;
    }

    private static boolean same(@Nullable Long not, long found) {
        return not != null && not == found;
    }

    /** Errors of a download are plain text: there is no reason to read in them. */
    static Reply media(FakeStorage storage, GcsUrl url, ApiRequest request) {
        try {
            StoredObject found = read(storage, url, request);
            Reply whole = headers(found);
            return request.header("Range").map(range -> part(whole, range)).orElse(whole);
        } catch (GoogleError e) {
            return e.code() == 304 ? Reply.error(e) : Reply.text(e.code(), e.message());
        }
    }

    private static Reply headers(StoredObject found) {
        Reply reply = new Reply(200, Map.of(), found.content())
                .with("Content-Type", found.contentType())
                .with("Accept-Ranges", "bytes")
                .with("x-goog-generation", Long.toString(found.generation()))
                .with("x-goog-metageneration", Long.toString(found.metageneration()))
                .with("x-goog-hash", "crc32c=" + found.crc32c() + ",md5=" + found.md5())
                .with(
                        "x-goog-stored-content-length",
                        Integer.toString(found.content().size()))
                .with("x-goog-stored-content-encoding", found.contentEncoding().orElse("identity"))
                .with("x-goog-storage-class", "STANDARD")
                .with("Last-Modified", HttpDates.format(found.updated()));
        return found.contentEncoding()
                .map(e -> reply.with("Content-Encoding", e))
                .orElse(reply);
    }

    private static Reply part(Reply whole, String range) {
        Matcher asked = RANGE.matcher(range);
        int size = whole.body().size();
        if (!asked.matches() || (asked.group(1).isEmpty() && asked.group(2).isEmpty())) {
            return whole;
        }
        boolean tail = asked.group(1).isEmpty();
        long from = tail ? Math.max(0, size - Long.parseLong(asked.group(2))) : Long.parseLong(asked.group(1));
        long last = tail || asked.group(2).isEmpty() ? size - 1L : Math.min(size - 1L, Long.parseLong(asked.group(2)));
        if (from >= size) {
            return Reply.text(416, "The requested range cannot be satisfied.").with("Content-Range", "bytes */" + size);
        }
        ByteString bytes = whole.body().substring((int) from, (int) last + 1);
        return new Reply(206, whole.headers(), bytes).with("Content-Range", "bytes " + from + "-" + last + "/" + size);
    }
}
