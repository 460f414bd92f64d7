package dev.bqdispatch.rule;

import dev.bqdispatch.job.ObjectUrl;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;

/** What a URL in a request may be. */
enum UrlForm {
    /** One object. A {@code *} stands for many, as in the URIs of a load, and must not pass for part of one name. */
    OBJECT("gs://bucket/object"),

    /** One object, or all whose names begin with what is before a last {@code *}; never a whole bucket. */
    DELETE("gs://bucket/object or gs://bucket/prefix*"),

    /** One object, or several by one {@code *}. */
    LOAD("gs://bucket/object or gs://bucket/prefix-*"),

    /** One object, or several whose names BigQuery makes of one {@code *}. */
    EXPORT("gs://bucket/object or gs://bucket/object-*"),

    /** A folder, or an object's new name. */
    TARGET("gs://bucket/folder/ or gs://bucket/object");

    private static final Pattern WHOLE_BUCKET = Pattern.compile("gs://[^/]*/*\\*?");

    /** Stands for any characters. */
    static final String ANY = "*";

    private final String sample;

    UrlForm(String sample) {
        this.sample = sample;
    }

    String sample() {
        return sample;
    }

    /** What can't be right, whatever expressions in the text may become. */
    Optional<String> fault(String text) {
        if (text.contains(",gs://")) {
            return Optional.of("is several URLs in one text; expected " + sample);
        }
        if (this == DELETE && text.contains(ANY) && text.indexOf(ANY) < text.length() - 1) {
            return Optional.of("has a * that is not its last character; expected " + sample);
        }
        if (this == DELETE && WHOLE_BUCKET.matcher(text).matches()) {
            return Optional.of("is a whole bucket; expected " + sample);
        }
        if ((this == OBJECT || this == TARGET) && text.contains(ANY)) {
            return Optional.of("has a *, and wildcards are not supported by this version; expected " + sample);
        }
        if (text.indexOf(ANY) != text.lastIndexOf(ANY)) {
            return Optional.of("has more than one *; expected " + sample);
        }
        if (this != TARGET && text.endsWith("/") && text.length() > "gs://".length()) {
            return Optional.of("is a folder; expected " + sample);
        }
        return Optional.empty();
    }

    Optional<ObjectUrl> parse(String text) {
        // Half a surrogate pair would become a question mark on the way, and so the name of another object.
        boolean encodable = StandardCharsets.UTF_8.newEncoder().canEncode(text);
        return ObjectUrl.parse(text)
                .filter(url -> encodable && (this == TARGET || !url.name().isEmpty()));
    }
}
