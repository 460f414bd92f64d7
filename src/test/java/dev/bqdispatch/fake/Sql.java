package dev.bqdispatch.fake;

import java.util.List;
import java.util.Locale;

/** As much of SQL as can be told from its first words. */
final class Sql {
    private static final List<String> DML = List.of("INSERT", "UPDATE", "DELETE", "MERGE");

    private Sql() {}

    static String statementType(String sql) {
        String words = sql.strip().toUpperCase(Locale.ROOT).replaceAll("\\s+", " ");
        for (String verb : DML) {
            if (words.startsWith(verb + " ")) {
                return verb;
            }
        }
        if (words.matches("CREATE (OR REPLACE )?TABLE .* AS .*")) {
            return "CREATE_TABLE_AS_SELECT";
        }
        if (words.matches("(CREATE|DROP|ALTER) .*")) {
            return words.startsWith("CREATE OR REPLACE")
                    ? "CREATE_" + words.split(" ", 5)[3]
                    : words.split(" ", 3)[0] + "_" + words.split(" ", 3)[1];
        }
        return "SELECT";
    }
}
