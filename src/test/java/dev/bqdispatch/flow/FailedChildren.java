package dev.bqdispatch.flow;

import com.fasterxml.jackson.databind.JsonNode;
import dev.bqdispatch.fake.FakeBigQuery;
import dev.bqdispatch.fake.JobFailure;
import dev.bqdispatch.fake.SampleJob;
import java.util.Map;
import java.util.function.Predicate;

/** Child jobs of chains whose earlier part nobody has seen, and the tasks that wait for them. */
final class FailedChildren {
    static final JobFailure IN_PASSING = new JobFailure("backendError", "Try again later");

    /** J of {@code acme:US.root}, as its chain's label has it. */
    private static final String ROOT = "6a6bffc5809bc32e1a71eadc68c00e60";

    private FailedChildren() {}

    /** A copy job of ours, {@code root--000_copy…}, which failed. */
    static SampleJob copy(String jobId, JobFailure failure) {
        return SampleJob.copy(jobId, "acme:d.u", "acme:d.t")
                .withUser(FakeBigQuery.SERVICE_USER)
                .withLabels(labels())
                .failed(failure.reason(), failure.message());
    }

    static Map<String, String> labels() {
        return Map.of("bqdispatch_root", ROOT, "bqdispatch_depth", "1", "bqdispatch_step", "0123456789abcdef");
    }

    /** A task of {@code root--000_copy--dispatch} in which the rest of a plan waits, and an action for failure. */
    static String task() {
        return """
                {"JobRef": {"ProjectID": "acme", "Location": "US", "JobID": "root--000_copy--dispatch"},
                 "ChainID": "root", "Root": {"ProjectID": "acme", "Location": "US", "JobID": "root"}, "Parent": "root",
                 "Depth": 1, "Odd": {"left": "as it is"},
                 "OnSuccess": [{"Action": "delete", "Bound": true, "Request": {"URL": "gs://data/in/rest.csv"}}],
                 "OnFailure": [{"Action": "move", "Request":
                   {"SourceURL": "gs://data/in/own.csv", "DestURL": "gs://data/bad/"}}]}
                """;
    }

    /** Holds for the job of this ID. */
    static Predicate<JsonNode> named(String jobId) {
        return job -> job.path("jobReference").path("jobId").asText().equals(jobId);
    }
}
