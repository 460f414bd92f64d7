package dev.bqdispatch.rule;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the text of a statement shows of its kind. */
public final class SqlText {
    private static final Set<String> WITHOUT_DESTINATION = Set.of(
            "INSERT",
            "UPDATE",
            "DELETE",
            "MERGE",
            "TRUNCATE",
            "CREATE",
            "ALTER",
            "DROP",
            "UNDROP",
            "GRANT",
            "REVOKE",
            "EXPORT",
            "LOAD",
            "ASSERT",
            "BEGIN",
            "COMMIT",
            "ROLLBACK",
            "DECLARE",
            "SET",
            "IF",
            "CASE",
            "LOOP",
            "WHILE",
            "REPEAT",
            "FOR",
            "CALL",
            "EXECUTE",
            "RAISE",
            "RETURN");

    /** Possessive throughout: the time stays linear, and a long comment takes no stack. */
    private static final Pattern LEADING = Pattern.compile("(?s)(?:[\\s(]++|--[^\\n]*+|#[^\\n]*+|/\\*.*?\\*/)");

    private SqlText() {}

    /**
     * Whether a destination table can be given: not to DML, DDL or a script, which BigQuery refuses then. Judged by
     * the first keyword; of text that starts with none of these it is assumed.
     */
    public static boolean takesDestination(String sql) {
        Matcher leading = LEADING.matcher(sql);
        int at = 0;
        while (leading.region(at, sql.length()).lookingAt()) {
            at = leading.end();
        }
        int end = at;
        while (end < sql.length() && Character.isLetter(sql.charAt(end))) {
            end++;
        }
        return !WITHOUT_DESTINATION.contains(sql.substring(at, end).toUpperCase(Locale.ROOT));
    }
}
