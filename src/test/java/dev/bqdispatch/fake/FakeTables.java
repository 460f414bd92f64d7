package dev.bqdispatch.fake;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Which tables there are, since when, and when they last changed; no rows
 * (<a href="https://cloud.google.com/bigquery/docs/reference/rest/v2/tables">tables</a>). Tests write them
 * {@code project:dataset.table}.
 */
public final class FakeTables {
    private final Clock clock;
    private final Map<TableId, Times> tables = new ConcurrentHashMap<>();

    private record Times(Instant created, Instant modified) {}

    FakeTables(Clock clock) {
        this.clock = clock;
    }

    /** Creates or changes the table now. */
    public void write(String table) {
        write(TableId.parse(table));
    }

    public boolean exists(String table) {
        return tables.containsKey(TableId.parse(table));
    }

    /** When the table last changed. */
    public Instant modified(String table) {
        Times times = tables.get(TableId.parse(table));
        if (times == null) {
            throw GoogleError.notFound("Not found: Table " + table);
        }
        return times.modified();
    }

    public void drop(String table) {
        tables.remove(TableId.parse(table));
    }

    /** All tables, sorted. */
    public List<String> names() {
        return tables.keySet().stream().map(TableId::toString).sorted().toList();
    }

    void write(TableId table) {
        Instant now = clock.instant();
        tables.merge(table.whole(), new Times(now, now), (old, fresh) -> new Times(old.created(), now));
    }

    void delete(TableId table) {
        if (tables.remove(table.whole()) == null) {
            throw GoogleError.notFound("Not found: Table " + table);
        }
    }

    ObjectNode get(TableId table) {
        Times times = tables.get(table.whole());
        if (times == null) {
            throw GoogleError.notFound("Not found: Table " + table);
        }
        ObjectNode node = Json.object()
                .put("kind", "bigquery#table")
                .put("etag", "\"" + times.modified().toEpochMilli() + "\"")
                .put("id", table.toString())
                .put("type", "TABLE")
                .put("location", "US")
                .put("creationTime", Long.toString(times.created().toEpochMilli()))
                .put("lastModifiedTime", Long.toString(times.modified().toEpochMilli()));
        node.set("tableReference", table.whole().toRest());
        return node;
    }
}
