package dev.bqdispatch.rule;

import dev.bqdispatch.job.CompletedJob;
import dev.bqdispatch.job.Gap;
import dev.bqdispatch.job.JobError;
import dev.bqdispatch.job.JobRef;
import dev.bqdispatch.job.JobTimes;
import dev.bqdispatch.job.JobType;
import dev.bqdispatch.job.TableName;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finished jobs, one of each type. */
final class Jobs {
    static final TableName TABLE = new TableName("p", "d", "t_20240102");
    static final TableName SOURCE = new TableName("p", "src", "s");
    static final JobTimes TIMES = new JobTimes(null, null, Instant.parse("2024-01-02T23:59:59.5Z"));

    private Jobs() {}

    static CompletedJob load(String... uris) {
        return job("load", JobType.LOAD, TABLE, List.of(), List.of(), List.of(uris), "", null);
    }

    static CompletedJob query(String sql) {
        return job("query", JobType.QUERY, TABLE, List.of(), List.of(), List.of(), sql, null);
    }

    static CompletedJob failedQuery(String message) {
        JobError error = new JobError(0, "", message);
        return job("query", JobType.QUERY, null, List.of(), List.of(), List.of(), "SELECT 1", error);
    }

    static CompletedJob extract(String uri) {
        return job("extract", JobType.EXTRACT, null, List.of(uri), List.of(SOURCE), List.of(), "", null);
    }

    static CompletedJob copy(TableName... sources) {
        return job("copy", JobType.COPY, TABLE, List.of(), List.of(sources), List.of(), "", null);
    }

    static CompletedJob named(String jobId) {
        return job(jobId, JobType.QUERY, TABLE, List.of(), List.of(), List.of(), "SELECT 1", null);
    }

    static CompletedJob into(TableName table) {
        return job("query", JobType.QUERY, table, List.of(), List.of(), List.of(), "SELECT 1", null);
    }

    static CompletedJob scriptChild() {
        CompletedJob job = query("SELECT 1");
        return new CompletedJob(
                job.ref(),
                job.type(),
                job.destinationTable(),
                List.of(),
                List.of(),
                List.of(),
                job.sql(),
                job.statementType(),
                job.labels(),
                job.user(),
                null,
                job.times(),
                true,
                Set.of());
    }

    /** The job with a gap; what is in it stays as far as it is there. */
    static CompletedJob cut(CompletedJob job, Gap gap) {
        return new CompletedJob(
                job.ref(),
                job.type(),
                job.destinationTable(),
                job.destinationUris(),
                job.sourceTables(),
                job.sourceUris(),
                job.sql(),
                job.statementType(),
                job.labels(),
                job.user(),
                job.error(),
                job.times(),
                job.scriptChild(),
                Set.of(gap));
    }

    private static CompletedJob job(
            String jobId,
            JobType type,
            @Nullable TableName table,
            List<String> destinationUris,
            List<TableName> sources,
            List<String> sourceUris,
            String sql,
            @Nullable JobError error) {
        return new CompletedJob(
                new JobRef("p", "EU", jobId),
                type,
                table,
                destinationUris,
                sources,
                sourceUris,
                sql,
                "SELECT",
                Map.of("team", "red"),
                "ann@example.com",
                error,
                TIMES,
                false,
                Set.of());
    }
}
