package dev.bqdispatch.fake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

/** BigQuery over <a href="https://cloud.google.com/bigquery/docs/reference/rest">REST</a>: {@code /bigquery/v2/projects/…}. */
final class BigQueryApi {
    private static final String API = "bigquery";

    private final FakeBigQuery bigQuery;

    BigQueryApi(FakeBigQuery bigQuery) {
        this.bigQuery = bigQuery;
    }

    Operation route(ApiRequest request) {
        String project = request.element(3);
        return switch (request.element(4)) {
            case "jobs" -> jobs(project, request);
            case "datasets" -> tables(project, request);
            default -> Operation.unknown(API, request);
        };
    }

    private Operation jobs(String project, ApiRequest request) {
        if (request.elements().size() == 5) {
            return request.is("POST")
                    ? operation(
                            "jobs.insert",
                            () -> Reply.json(bigQuery.insert(project, request.json(), FakeBigQuery.SERVICE_USER)))
                    : operation(
                            "jobs.list", () -> Reply.json(masked(request, bigQuery.list(listing(project, request)))));
        }
        if (request.elements().size() == 6 && request.is("GET")) {
            return operation(
                    "jobs.get",
                    () -> Reply.json(bigQuery.get(
                            project,
                            request.element(5),
                            request.parameter("location").orElse(null))));
        }
        return Operation.unknown(API, request);
    }

    private static JsonNode masked(ApiRequest request, JsonNode answer) {
        return request.parameter("fields")
                .map(FieldMask::parse)
                .map(mask -> mask.apply(answer))
                .orElse(answer);
    }

    private static JobListing listing(String project, ApiRequest request) {
        return new JobListing(
                project,
                request.flag("allUsers"),
                request.parameter("projection", "minimal")
                        .toLowerCase(Locale.ROOT)
                        .equals("full"),
                request.query().getOrDefault("stateFilter", List.of()).stream()
                        .map(state -> state.toLowerCase(Locale.ROOT))
                        .toList(),
                request.number("minCreationTime", 0),
                request.number("maxCreationTime", Long.MAX_VALUE),
                request.parameter("parentJobId").orElse(null),
                (int) request.number("maxResults", 50),
                (int) request.number("pageToken", 0));
    }

    /** {@code datasets/D[/tables/T]}; every dataset exists. */
    private Operation tables(String project, ApiRequest request) {
        FakeTables tables = bigQuery.tables();
        TableId table = new TableId(project, request.element(5), request.element(7));
        if (request.elements().size() == 6 && request.is("GET")) {
            return operation("datasets.get", () -> Reply.json(dataset(table)));
        }
        if (request.elements().size() == 7 && request.element(6).equals("tables")) {
            return request.is("POST")
                    ? operation(
                            "tables.insert",
                            () -> Reply.json(tables.insert(
                                    TableId.of(request.json().path("tableReference"), project), request.json())))
                    : operation("tables.list", () -> Reply.json(tables.list(project, table.dataset())));
        }
        if (request.elements().size() != 8 || !request.element(6).equals("tables")) {
            return Operation.unknown(API, request);
        }
        return switch (request.verb()) {
            case "GET" -> operation("tables.get", () -> Reply.json(tables.get(table)));
            case "DELETE" ->
                operation("tables.delete", () -> {
                    tables.delete(table);
                    return Reply.empty(204);
                });
            default -> Operation.unknown(API, request);
        };
    }

    private static ObjectNode dataset(TableId table) {
        ObjectNode dataset = Json.object()
                .put("kind", "bigquery#dataset")
                .put("id", table.project() + ":" + table.dataset())
                .put("location", "US");
        dataset.putObject("datasetReference").put("projectId", table.project()).put("datasetId", table.dataset());
        return dataset;
    }

    private static Operation operation(String method, Supplier<Reply> effect) {
        return Operation.of(API, method, effect);
    }
}
