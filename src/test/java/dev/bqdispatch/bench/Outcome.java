package dev.bqdispatch.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Writes a report to a folder: {@code bench.md}, {@code bench.json}, and {@code matching.svg} if there are curves. */
final class Outcome {
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private Outcome() {}

    static void write(Report report, Path folder) throws IOException {
        Files.createDirectories(folder);
        Files.write(folder.resolve("bench.md"), markdown(report));
        JSON.writeValue(folder.resolve("bench.json").toFile(), json(report));
        if (!report.curves().isEmpty()) {
            Files.writeString(
                    folder.resolve("matching.svg"),
                    CostChart.of(report.curves(), report.machine().toString()));
        }
    }

    static List<String> markdown(Report report) {
        List<String> lines = new ArrayList<>(TextTable.markdown(report));
        lines.add("");
        lines.add(head(report));
        return lines;
    }

    /** Where the values come from, and what they come to. */
    static String head(Report report) {
        return String.format(
                Locale.ROOT,
                "%s, %s run of %d:%02d on %s: %s.",
                report.when().toString().substring(0, 10),
                report.effort().name().toLowerCase(Locale.ROOT),
                report.took().toMinutes(),
                report.took().toSecondsPart(),
                report.machine(),
                report.sum());
    }

    static ObjectNode json(Report report) {
        ObjectNode root = JSON.createObjectNode();
        root.putObject("machine")
                .put("processor", report.machine().processor())
                .put("cores", report.machine().cores())
                .put("memoryGB", report.machine().memory())
                .put("system", report.machine().system())
                .put("java", report.machine().java())
                .put("loadBefore", report.machine().load());
        root.put("when", report.when().toString())
                .put("seconds", report.took().toSeconds())
                .put("effort", report.effort().name().toLowerCase(Locale.ROOT))
                .put("good", report.good());
        ArrayNode rows = root.putArray("rows");
        report.rows().forEach(row -> rows.add(json(row)));
        ObjectNode curves = root.putObject("curves");
        report.curves().forEach(curve -> {
            ObjectNode points = curves.putObject(curve.name());
            curve.points().forEach(point -> points.put(Integer.toString(point.routes()), point.nanos()));
        });
        return root;
    }

    private static ObjectNode json(Row row) {
        ObjectNode node = JSON.createObjectNode()
                .put("part", row.name())
                .put("what", row.what())
                .put("unit", row.unit().symbol());
        row.bar().ifPresent(bar -> node.put(bar.sense() == Bar.Sense.AT_MOST ? "atMost" : "atLeast", bar.limit()));
        row.measured().ifPresent(value -> node.put("measured", value));
        return node.put("verdict", row.verdict().name().toLowerCase(Locale.ROOT).replace('_', ' '))
                .put("note", row.note());
    }
}
