package dev.bqdispatch.bench;

import dev.bqdispatch.job.CompletedJob;
import dev.bqdispatch.job.JobRef;
import dev.bqdispatch.job.JobTimes;
import dev.bqdispatch.job.JobType;
import dev.bqdispatch.job.TableName;
import dev.bqdispatch.rule.Faults;
import dev.bqdispatch.rule.Route;
import dev.bqdispatch.rule.RouteReader;
import dev.bqdispatch.rule.StrictJson;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/** Many routes of one shape, and events of which a known share finds one of them. */
final class RouteSet {
    private static final long SEED = 20260301;

    private final RouteShape shape;
    private final int size;

    RouteSet(RouteShape shape, int size) {
        this.shape = shape;
        this.size = size;
    }

    /** The routes, as a configuration has them. */
    String json() {
        StringBuilder text = new StringBuilder("[");
        for (int i = 0; i < size; i++) {
            text.append(i == 0 ? "" : ",\n")
                    .append("{\"Name\": \"route-")
                    .append(i)
                    .append("\", \"When\": ")
                    .append(shape.when(i))
                    .append(", \"OnSuccess\": [{\"Action\": \"delete\", \"Request\": {\"URL\": \"gs://data/x\"}}]}");
        }
        return text.append(']').toString();
    }

    /** The routes, read as the service reads them. */
    List<Route> routes() {
        String text = json();
        Faults faults = new Faults("bench");
        List<Route> routes = new RouteReader(Map.of(), name -> null)
                .read(StrictJson.read(text, text.length(), faults), "$.Routes", faults);
        if (faults.found()) {
            throw new IllegalStateException(faults.problems().toString());
        }
        return routes;
    }

    /**
     * Events in random order, the same for the same set.
     *
     * @param unmatched share of those that no route takes, 0 to 1
     * @param sqlSize characters of SQL that each has, about
     */
    List<CompletedJob> events(int count, double unmatched, int sqlSize) {
        Random random = new Random(SEED);
        String sql = sql(sqlSize, random);
        List<CompletedJob> events = new ArrayList<>();
        long others = Math.round(count * unmatched);
        for (int i = 0; i < count; i++) {
            events.add(
                    i < others ? job(i, shape.otherDestination(size + i), sql) : matched(i, random.nextInt(size), sql));
        }
        Collections.shuffle(events, random);
        return events;
    }

    private CompletedJob matched(int number, int route, String sql) {
        return job(number, shape.destination(route), sql + shape.source(route));
    }

    private static CompletedJob job(int number, TableName destination, String sql) {
        return new CompletedJob(
                new JobRef("acme", "US", "bquxjob_" + number),
                JobType.QUERY,
                destination,
                List.of(),
                List.of(),
                List.of(),
                sql,
                "SELECT",
                Map.of("team", "sales"),
                "ann@example.com",
                null,
                JobTimes.UNKNOWN,
                false,
                Set.of());
    }

    /** Lines like those of a generated query. */
    private static String sql(int size, Random random) {
        StringBuilder sql = new StringBuilder("SELECT 1");
        while (sql.length() < size) {
            sql.append(",\n  COALESCE(t")
                    .append(random.nextInt(100))
                    .append(".column_")
                    .append(random.nextInt(10_000));
            sql.append(", 0) AS value_").append(random.nextInt(1_000_000));
        }
        return sql.append("\nFROM shop.orders AS t ").toString();
    }
}
