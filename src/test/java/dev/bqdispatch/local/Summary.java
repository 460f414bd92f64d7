package dev.bqdispatch.local;

import com.google.common.base.Splitter;
import dev.bqdispatch.fake.FakeBigQuery;
import dev.bqdispatch.fake.StoredObject;
import java.io.PrintStream;
import java.util.List;
import java.util.Optional;

/** Shows what is there in the end. */
final class Summary {
    private final PrintStream out;
    private final LocalCloud cloud;

    Summary(PrintStream out, LocalCloud cloud) {
        this.out = out;
        this.cloud = cloud;
    }

    void objects() {
        out.println();
        out.println("The bucket now:");
        for (String url : cloud.world().storage().list(LocalCloud.BUCKET)) {
            Optional<StoredObject> object = cloud.world().storage().find(url);
            object.ifPresent(
                    found -> out.printf("  %6d bytes  %s%n", found.content().size(), url));
        }
    }

    /** The jobs that the service submitted, oldest first. */
    void jobs() {
        out.println();
        out.println("The jobs that BigQuery ran for the service:");
        cloud.world().bigQuery().jobs().stream()
                .filter(job -> job.path("user_email").asText().equals(FakeBigQuery.SERVICE_USER))
                .forEach(job -> out.printf(
                        "  %-7s %-7s %s%n",
                        job.at("/configuration/jobType").asText(),
                        Expected.state(job),
                        job.at("/jobReference/jobId").asText()));
    }

    /** @param metrics in the text format of Prometheus */
    void outcomes(String metrics) {
        out.println();
        out.println("What became of the messages, as /metrics has it:");
        Splitter.on('\n')
                .splitToStream(metrics)
                .filter(line -> line.startsWith("bqdispatch_events_total"))
                .forEach(line -> out.println("  " + line));
    }

    /** The last word; a table of what is missing, if anything is. */
    void verdict(List<Checked> checked) {
        List<Checked> missing = checked.stream().filter(each -> !each.good()).toList();
        out.println();
        if (missing.isEmpty()) {
            out.println("OK: every sample was dispatched, " + checked.size() + " checks of " + checked.size()
                    + " as expected");
            return;
        }
        out.println("FAILED: " + missing.size() + " of " + checked.size() + " checks are not as expected");
        for (Checked each : missing) {
            out.printf("  %-10s  expected  %s%n", each.when(), each.what());
            out.printf("  %-10s  found     %s%n", "", each.amiss().orElse(""));
        }
    }
}
