package dev.bqdispatch.job;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An object or a folder in Cloud Storage, {@code gs://bucket/name}. Names are joined as strings: {@code //} and a
 * trailing {@code -} are legal parts of a name, which a path or URL library would tidy away.
 *
 * @param name UTF-8, at most 1,024 bytes; empty for the bucket itself; a folder ends in {@code /}
 * @see <a href="https://cloud.google.com/storage/docs/objects#naming">Object names</a>
 */
public record ObjectUrl(String bucket, String name) {
    /** Most bytes of UTF-8 in an object's name. */
    public static final int MAX_NAME_BYTES = 1024;

    private static final int LONGEST_LABEL = 63;
    private static final Pattern FORM =
            Pattern.compile("gs://(?<bucket>[a-z0-9][a-z0-9._-]{1,220}[a-z0-9])(?:/(?<name>.*))?", Pattern.DOTALL);

    /** Reads {@code gs://bucket[/name]}; empty if the text is none, or its name is too long or holds a line break. */
    public static Optional<ObjectUrl> parse(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            return Optional.empty();
        }
        String name = form.group("name") == null ? "" : form.group("name");
        boolean legal = isBucket(form.group("bucket"))
                && name.getBytes(StandardCharsets.UTF_8).length <= MAX_NAME_BYTES
                && name.indexOf('\n') < 0
                && name.indexOf('\r') < 0
                && !name.equals(".")
                && !name.equals("..");
        return legal ? Optional.of(new ObjectUrl(form.group("bucket"), name)) : Optional.empty();
    }

    /** Whether each part between dots is of a length that a bucket's name can have. */
    private static boolean isBucket(String bucket) {
        return !bucket.contains("..")
                && Arrays.stream(bucket.split("\\.")).allMatch(part -> part.length() <= LONGEST_LABEL);
    }

    /** This URL as a folder: its name empty or ending in exactly the slash it has or now gets. */
    public ObjectUrl asFolder() {
        return name.isEmpty() || name.endsWith("/") ? this : new ObjectUrl(bucket, name + "/");
    }

    /** The object {@code relative} in this folder, joined as strings. */
    public ObjectUrl in(String relative) {
        return new ObjectUrl(bucket, asFolder().name + relative);
    }

    /** What follows the last slash of the name. */
    public String lastSegment() {
        return name.substring(name.lastIndexOf('/') + 1);
    }

    /** Whether {@code other} is this folder or lies in it. */
    public boolean contains(ObjectUrl other) {
        return bucket.equals(other.bucket) && other.asFolder().name.startsWith(asFolder().name);
    }

    @Override
    public String toString() {
        return "gs://" + bucket + "/" + name;
    }
}
