package dev.bqdispatch.fake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.protobuf.ByteString;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Which tables there are, as they were described when they were made, since when, and when they last changed; no rows
 * (<a href="https://cloud.google.com/bigquery/docs/reference/rest/v2/tables">tables</a>). Tests write them
 * {@code project:dataset.table}.
 */
public final class FakeTables {
    private final Clock clock;
    private final Map<TableId, Stored> tables = new ConcurrentHashMap<>();

    /** @param described what its maker said of it, in REST form */
    private record Stored(Instant created, Instant modified, ObjectNode described) {}

    FakeTables(Clock clock) {
        this.clock = clock;
    }

    /** Creates or changes the table now. */
    public void write(String table) {
        write(TableId.parse(table), Json.object());
    }

    /** Creates a table as {@code tables.insert} does, its resource given as JSON without a name. */
    public void create(String table, String resource) {
        insert(TableId.parse(table), Json.parse(ByteString.copyFromUtf8(resource)));
    }

    public boolean exists(String table) {
        return tables.containsKey(TableId.parse(table));
    }

    /** When the table last changed. */
    public Instant modified(String table) {
        return stored(TableId.parse(table)).modified();
    }

    /** The table's REST resource. */
    public JsonNode resource(String table) {
        return get(TableId.parse(table));
    }

    public void drop(String table) {
        tables.remove(TableId.parse(table));
    }

    /** All tables, sorted. */
    public List<String> names() {
        return tables.keySet().stream().map(TableId::toString).sorted().toList();
    }

    /** Creates the table, as described, or changes it now. */
    void write(TableId table, ObjectNode described) {
        Instant now = clock.instant();
        tables.merge(
                table.whole(),
                new Stored(now, now, described.deepCopy()),
                (old, fresh) ->
                        new Stored(old.created(), now, described.isEmpty() ? old.described() : fresh.described()));
    }

    ObjectNode insert(TableId table, ObjectNode resource) {
        Instant now = clock.instant();
        ObjectNode described = resource.deepCopy();
        described.remove("tableReference");
        if (tables.putIfAbsent(table, new Stored(now, now, described)) != null) {
            throw new GoogleError(409, "duplicate", "Already Exists: Table " + table);
        }
        return get(table);
    }

    /** Of a table with a partition decorator, only that partition goes. */
    void delete(TableId table) {
        Stored whole = stored(table);
        if (table.equals(table.whole())) {
            tables.remove(table);
        } else {
            write(table, whole.described());
        }
    }

    ObjectNode get(TableId table) {
        Stored stored = stored(table);
        ObjectNode node = stored.described()
                .deepCopy()
                .put("kind", "bigquery#table")
                .put("etag", "\"" + stored.modified().toEpochMilli() + "\"")
                .put("id", table.toString())
                .put("type", "TABLE")
                .put("location", "US")
                .put("creationTime", Long.toString(stored.created().toEpochMilli()))
                .put("lastModifiedTime", Long.toString(stored.modified().toEpochMilli()));
        node.set("tableReference", table.whole().toRest());
        return node;
    }

    /** All tables of a dataset in one page. */
    ObjectNode list(String project, String dataset) {
        ObjectNode page = Json.object().put("kind", "bigquery#tableList");
        ArrayNode list = page.putArray("tables");
        tables.keySet().stream()
                .filter(table ->
                        table.project().equals(project) && table.dataset().equals(dataset))
                .sorted(Comparator.comparing(TableId::table))
                .forEach(table -> list.addObject()
                        .put("kind", "bigquery#table")
                        .put("id", table.toString())
                        .put("type", "TABLE")
                        .set("tableReference", table.toRest()));
        return page.put("totalItems", list.size());
    }

    private Stored stored(TableId table) {
        Stored stored = tables.get(table.whole());
        if (stored == null) {
            throw GoogleError.notFound("Not found: Table " + table);
        }
        return stored;
    }
}
