package dev.bqdispatch.bench;

import java.util.ArrayList;
import java.util.List;

/** The table for a screen, and for Markdown. */
final class TextTable {
    private static final List<String> HEAD = List.of("part", "what", "bar", "measured", "");

    private TextTable() {}

    /** In columns, with the notes below. */
    static List<String> screen(Report report) {
        List<List<String>> cells = new ArrayList<>();
        cells.add(HEAD);
        report.rows().forEach(row -> cells.add(cells(row)));
        int[] widths = new int[HEAD.size()];
        cells.forEach(line -> {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], line.get(i).length());
            }
        });
        return cells.stream().map(line -> padded(line, widths)).toList();
    }

    private static List<String> cells(Row row) {
        return List.of(row.name(), row.what(), row.barText(), row.measuredText(), end(row));
    }

    private static String padded(List<String> line, int[] widths) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < widths.length; i++) {
            String blank = " ".repeat(widths[i] - line.get(i).length());
            boolean number = i == 2 || i == 3;
            text.append(number ? blank + line.get(i) : line.get(i) + blank).append("  ");
        }
        return text.toString().stripTrailing();
    }

    /** As GitHub shows it. */
    static List<String> markdown(Report report) {
        List<String> lines = new ArrayList<>();
        lines.add("| what | bar | measured | |");
        lines.add("|---|--:|--:|---|");
        report.rows()
                .forEach(row -> lines.add("| " + escaped(row.name() + ": " + row.what()) + " | " + row.barText() + " | "
                        + row.measuredText() + " | " + escaped(end(row)) + " |"));
        return lines;
    }

    private static String end(Row row) {
        return row.verdict() == Row.Verdict.NOT_MEASURED
                ? row.verdict().word() + ": " + row.note()
                : row.verdict().word();
    }

    private static String escaped(String text) {
        return text.replace("|", "\\|");
    }
}
