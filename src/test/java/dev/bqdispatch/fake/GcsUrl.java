package dev.bqdispatch.fake;

/** The two halves of {@code gs://bucket/name}; the name may be empty and may hold any character. */
record GcsUrl(String bucket, String name) {
    static GcsUrl parse(String url) {
        if (!url.startsWith("gs://")) {
            throw new IllegalArgumentException("not a gs:// URL: " + url);
        }
        int slash = url.indexOf('/', 5);
        return slash < 0
                ? new GcsUrl(url.substring(5), "")
                : new GcsUrl(url.substring(5, slash), url.substring(slash + 1));
    }
}
