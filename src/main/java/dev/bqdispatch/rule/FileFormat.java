package dev.bqdispatch.rule;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** What the name of a file says of its format, in BigQuery's words. */
final class FileFormat {
    static final String JSON = "NEWLINE_DELIMITED_JSON";

    private static final String PACKED = ".gz";
    private static final Map<String, String> BY_EXTENSION = Map.of(
            "json", JSON, "jsonl", JSON, "ndjson", JSON, "avro", "AVRO", "parquet", "PARQUET", "orc", "ORC", "csv",
            "CSV");

    private FileFormat() {}

    /** By the extension, before a {@code .gz} if there is one; empty if that says nothing. */
    static Optional<String> of(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        String plain = isPacked(name) ? lower.substring(0, lower.length() - PACKED.length()) : lower;
        int dot = plain.lastIndexOf('.');
        return dot < 0 ? Optional.empty() : Optional.ofNullable(BY_EXTENSION.get(plain.substring(dot + 1)));
    }

    /**
     * Whether the end of a name shows its format, or that it has none, whatever the open parts before become.
     *
     * @param open whether a part may yet become another text
     */
    static boolean isShown(String name, Predicate<String> open) {
        String plain = isPacked(name) ? name.substring(0, name.length() - PACKED.length()) : name;
        return !open.test(plain.substring(plain.lastIndexOf('.') + 1));
    }

    static boolean isPacked(String name) {
        return name.toLowerCase(Locale.ROOT).endsWith(PACKED);
    }
}
