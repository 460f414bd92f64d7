package dev.bqdispatch.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.bqdispatch.fake.EventFormat;
import dev.bqdispatch.fake.SampleJob;

/** Messages of about a size, by their SQL. */
final class Messages {
    /** As most are. */
    static final int USUAL = 3_000;

    private Messages() {}

    /** A query that wrote a table told in a format. */
    static byte[] query(String jobId, String table, EventFormat format, int size) {
        int bare = text(jobId, "SELECT 1", table, format).length();
        StringBuilder sql = new StringBuilder("SELECT 1");
        for (int i = 0; sql.length() < size - bare; i++) {
            sql.append(",\n  t.column_").append(i).append(" AS value_").append(i);
        }
        return text(jobId, sql.toString(), table, format).getBytes(UTF_8);
    }

    private static String text(String jobId, String sql, String table, EventFormat format) {
        return SampleJob.query(jobId, sql, table).event(format).toString();
    }
}
