package dev.bqdispatch.rule;

import java.util.List;
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

    private static final Pattern TEMP_FUNCTION =
            Pattern.compile("(?i)CREATE\\s++(?:OR\\s++REPLACE\\s++)?TEMP(?:ORARY)?\\s++(?:AGGREGATE\\s++)?FUNCTION\\b");

    private SqlText() {}

    /**
     * Whether a destination table can be given: not to DML, DDL or a script, which BigQuery refuses then. Judged by
     * the first keyword after any temporary functions; of text that starts with none of these it is assumed.
     */
    public static boolean takesDestination(String sql) {
        int at = skipLeading(sql, 0);
        Matcher function = TEMP_FUNCTION.matcher(sql);
        while (function.region(at, sql.length()).lookingAt()) {
            at = skipLeading(sql, endOfStatement(sql, function.end()));
        }
        int end = at;
        while (end < sql.length() && Character.isLetter(sql.charAt(end))) {
            end++;
        }
        return !WITHOUT_DESTINATION.contains(sql.substring(at, end).toUpperCase(Locale.ROOT));
    }

    private static int skipLeading(String sql, int from) {
        Matcher leading = LEADING.matcher(sql);
        int at = from;
        while (leading.region(at, sql.length()).lookingAt()) {
            at = leading.end();
        }
        return at;
    }

    /** After the next semicolon that stands in no literal and no comment. */
    private static int endOfStatement(String sql, int from) {
        int at = from;
        while (at < sql.length()) {
            if (sql.charAt(at) == ';') {
                return at + 1;
            }
            at = afterPiece(sql, at);
        }
        return at;
    }

    /** After the literal, the quoted name or the comment that begins here; else after one character. */
    private static int afterPiece(String sql, int at) {
        char first = sql.charAt(at);
        for (String triple : List.of("\"\"\"", "'''")) {
            if (sql.startsWith(triple, at)) {
                return after(sql, triple, at + triple.length());
            }
        }
        if (sql.startsWith("/*", at)) {
            return after(sql, "*/", at + 2);
        }
        if (first == '#' || sql.startsWith("--", at)) {
            return after(sql, "\n", at);
        }
        if (first != '"' && first != '\'' && first != '`') {
            return at + 1;
        }
        int end = at + 1;
        while (end < sql.length() && sql.charAt(end) != first) {
            end += sql.charAt(end) == '\\' ? 2 : 1;
        }
        return Math.min(end + 1, sql.length());
    }

    private static int after(String sql, String end, int from) {
        int found = sql.indexOf(end, from);
        return found < 0 ? sql.length() : found + end.length();
    }
}
