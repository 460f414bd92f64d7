package dev.bqdispatch.fake;

import com.google.common.io.BaseEncoding;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import org.jspecify.annotations.Nullable;

/**
 * One page of <a href="https://cloud.google.com/storage/docs/json_api/v1/objects/list">objects.list</a>: names in the
 * order of their UTF-8 bytes, with a delimiter cut to prefixes; both count towards the page's size.
 */
record Listing(
        List<StoredObject> items,
        List<String> prefixes,
        @Nullable String nextPageToken) {

    record Query(
            String prefix,
            String delimiter,
            String startOffset,
            String endOffset,
            @Nullable String pageToken,
            int maxResults) {
        static Query all(String prefix) {
            return new Query(prefix, "", "", "", null, Integer.MAX_VALUE);
        }

        /** What stands in the listing for an object: its name, or the prefix it is under. */
        String entry(String name) {
            int cut = delimiter.isEmpty() ? -1 : name.indexOf(delimiter, prefix.length());
            return cut < 0 ? name : name.substring(0, cut + delimiter.length());
        }

        /** An object whose name ends in the delimiter is listed as a prefix too. */
        boolean isFolder(String name) {
            return !delimiter.isEmpty() && name.indexOf(delimiter, prefix.length()) >= 0;
        }
    }

    static Listing of(NavigableMap<String, StoredObject> bucket, Query query) {
        String after = query.pageToken() == null ? "" : decode(query.pageToken());
        String from = max(max(query.prefix(), query.startOffset()), after);
        List<StoredObject> items = new ArrayList<>();
        List<String> prefixes = new ArrayList<>();
        String last = after;
        for (StoredObject object : bucket.tailMap(from, true).values()) {
            String name = object.name();
            boolean beyond = !query.endOffset().isEmpty() && compareNames(name, query.endOffset()) >= 0;
            if (!name.startsWith(query.prefix()) || beyond) {
                break;
            }
            String entry = query.entry(name);
            if (compareNames(entry, last) <= 0) {
                continue;
            }
            if (items.size() + prefixes.size() == query.maxResults()) {
                return new Listing(items, prefixes, encode(last));
            }
            last = entry;
            if (entry.equals(name) && !query.isFolder(name)) {
                items.add(object);
            } else {
                prefixes.add(entry);
            }
        }
        return new Listing(items, prefixes, null);
    }

    /** As UTF-8 bytes compare: surrogates stand for code points above all others. */
    static int compareNames(String a, String b) {
        int common = Math.min(a.length(), b.length());
        for (int i = 0; i < common; i++) {
            char left = a.charAt(i);
            char right = b.charAt(i);
            if (left != right) {
                boolean high = Character.isSurrogate(left);
                return high == Character.isSurrogate(right) ? Character.compare(left, right) : high ? 1 : -1;
            }
        }
        return Integer.compare(a.length(), b.length());
    }

    private static String max(String a, String b) {
        return compareNames(a, b) >= 0 ? a : b;
    }

    private static String encode(String name) {
        return BaseEncoding.base64Url().encode(name.getBytes(StandardCharsets.UTF_8));
    }

    private static String decode(String token) {
        return new String(BaseEncoding.base64Url().decode(token), StandardCharsets.UTF_8);
    }
}
