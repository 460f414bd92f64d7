package dev.bqdispatch.rule;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bqdispatch.job.ObjectUrl;
import dev.bqdispatch.job.TableName;
import java.net.URI;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** An action's order to Google, every value typed and checked. */
public sealed interface Request {

    /** A job that may write a table. */
    sealed interface Writing extends Request {
        /** The table; null if there is none. */
        @Nullable
        TableName dest();

        /** The table that {@code dest} is made after if it does not exist; null if BigQuery makes it. */
        @Nullable
        TableName template();
    }

    /**
     * A copy job.
     *
     * @param writeDisposition {@code WRITE_TRUNCATE}, {@code WRITE_APPEND} or {@code WRITE_EMPTY}
     */
    record Copy(
            TableName source,
            TableName dest,
            String writeDisposition,
            @Nullable TableName template) implements Writing {}

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
            String priority,
            @Nullable TableName template)
            implements Writing {}

    /**
     * A load job.
     *
     * @param configuration BigQuery's {@code JobConfigurationLoad}, whole
     */
    record Load(
            ObjectNode configuration,
            TableName dest,
            @Nullable TableName template) implements Writing {
        public Load {
            configuration = configuration.deepCopy();
        }

        /** A copy, so that nobody changes the request's own. */
        @Override
        public ObjectNode configuration() {
            return configuration.deepCopy();
        }
    }

    /** A table to delete. */
    record Drop(TableName table) implements Request {}

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

    /**
     * Objects to delete.
     *
     * @param prefixes all objects whose names begin so are meant too
     */
    record Delete(List<ObjectUrl> objects, List<ObjectUrl> prefixes) implements Request {
        public Delete {
            objects = List.copyOf(objects);
            prefixes = List.copyOf(prefixes);
        }

        public Delete(List<ObjectUrl> objects) {
            this(objects, List.of());
        }
    }

    /**
     * A message to a person.
     *
     * @param from the name it is shown under; empty for that of the token
     * @param body a longer text; empty if there is none
     */
    record Notify(List<String> channels, String from, String title, String message, String body, Credential credential)
            implements Request {
        public Notify {
            channels = List.copyOf(channels);
        }
    }

    /**
     * A message to a program.
     *
     * @param headers by name, found without regard to case
     * @param audience of the identity token to add; null for none
     */
    record Call(
            URI url,
            String method,
            Map<String, String> headers,
            Payload body,
            @Nullable String audience,
            Duration timeout)
            implements Request {
        public Call {
            Map<String, String> copy = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
            copy.putAll(headers);
            headers = Collections.unmodifiableMap(copy);
        }

        /** Without what may be secret. */
        @Override
        public String toString() {
            return "Call[" + method + " " + url.getScheme() + "://" + url.getRawAuthority() + "]";
        }
    }

    /**
     * A message to whoever has subscribed.
     *
     * @param topic {@code projects/P/topics/T}
     */
    record Push(String topic, Payload data, Map<String, String> attributes) implements Request {
        /** The attribute that is the same at every delivery. */
        public static final String KEY_ATTRIBUTE = "idempotency_key";

        public Push {
            attributes = Map.copyOf(attributes);
        }
    }
}
