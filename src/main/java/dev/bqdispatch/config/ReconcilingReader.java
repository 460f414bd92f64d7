package dev.bqdispatch.config;

import dev.bqdispatch.job.JobRef;
import dev.bqdispatch.rule.Fields;
import dev.bqdispatch.rule.Reconciling;
import java.time.Duration;
import java.util.List;

/** Reads how missed events are looked for. */
final class ReconcilingReader {
    private static final int DAY_SECONDS = 86_400;
    /** Longer ago BigQuery keeps no job. */
    private static final int LONGEST_LOOKBACK_HOURS = 180 * 24;

    private static final int YEAR_HOURS = 366 * 24;

    private ReconcilingReader() {}

    /** @param home whose jobs are listed if no project is named */
    static Reconciling read(Values values, Fields fields, String home) {
        Reconciling usual = Reconciling.usual(home);
        return new Reconciling(
                Duration.ofSeconds(values.whole("ReconcileSeconds", seconds(usual.every()), 0, DAY_SECONDS)),
                Duration.ofSeconds(values.whole("ReconcileAfterSeconds", seconds(usual.after()), 1, DAY_SECONDS)),
                Duration.ofHours(
                        values.whole("ReconcileLookbackHours", hours(usual.lookback()), 1, LONGEST_LOOKBACK_HOURS)),
                projects(fields, home),
                Duration.ofHours(values.whole("OrphanAfterHours", hours(usual.orphanAfter()), 1, YEAR_HOURS)));
    }

    private static List<String> projects(Fields fields, String home) {
        List<String> projects = fields.texts("ReconcileProjects");
        projects.stream()
                .filter(project -> !JobRef.isProject(project))
                .forEach(project -> fields.problem(
                        "ReconcileProjects", "has '" + project + "'; expected project IDs such as my-project"));
        return projects.isEmpty() ? List.of(home) : projects;
    }

    private static int seconds(Duration duration) {
        return (int) duration.toSeconds();
    }

    private static int hours(Duration duration) {
        return (int) duration.toHours();
    }
}
