package dev.bqdispatch.rule;

import dev.bqdispatch.job.ObjectUrl;
import dev.bqdispatch.job.TableName;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An action's order to Google, every value typed and checked. */
public sealed interface Request {

    /**
     * A copy job.
     *
     * @param writeDisposition {@code WRITE_TRUNCATE}, {@code WRITE_APPEND} or {@code WRITE_EMPTY}
     */
    record Copy(TableName source, TableName dest, String writeDisposition) implements Request {}

    /**
     * An extract job.
     *
     * @param format BigQuery's {@code destinationFormat}
     * @param compression BigQuery's {@code compression}, {@code NONE} unless told
     * @param fieldDelimiter of a CSV; null for BigQuery's default
     * @param header of a CSV; null for BigQuery's default
     */
    record Export(
            TableName source,
            List<String> destUrls,
            String format,
            String compression,
            @Nullable String fieldDelimiter,
            @Nullable Boolean header,
            boolean avroLogicalTypes)
            implements Request {
        public Export {
            destUrls = List.copyOf(destUrls);
        }
    }

    /**
     * A query job.
     *
     * @param sql the statement; null if {@code sqlUrl} is given
     * @param sqlUrl an object that holds the statement, with expressions
     * @param dest null for DML, DDL, or when only BigQuery's anonymous table is wanted
     * @param priority {@code INTERACTIVE} or {@code BATCH}
     */
    record Query(
            @Nullable String sql,
            @Nullable ObjectUrl sqlUrl,
            @Nullable TableName dest,
            String writeDisposition,
            boolean legacySql,
            @Nullable String defaultDataset,
            String priority)
            implements Request {}

    /** Each source goes to {@link #target}. */
    record Move(List<ObjectUrl> sources, ObjectUrl dest) implements Request {
        public Move {
            sources = List.copyOf(sources);
        }

        /** {@code dest} is a folder if it has no file extension or ends in a slash; else the object's new name. */
        public ObjectUrl target(ObjectUrl source) {
            boolean folder = dest.name().isEmpty()
                    || dest.name().endsWith("/")
                    || dest.lastSegment().indexOf('.') < 0;
            return folder ? dest.in(source.lastSegment()) : dest;
        }
    }

    /** Objects to delete. */
    record Delete(List<ObjectUrl> objects) implements Request {
        public Delete {
            objects = List.copyOf(objects);
        }
    }
}
