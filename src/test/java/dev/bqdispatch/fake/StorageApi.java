package dev.bqdispatch.fake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.function.Supplier;

/**
 * Cloud Storage over its <a href="https://cloud.google.com/storage/docs/json_api/v1">JSON API</a>: {@code /storage/v1},
 * {@code /upload/storage/v1}, {@code /download/storage/v1}.
 */
final class StorageApi {
    private static final String API = "storage";

    private final FakeStorage storage;
    private final Uploads uploads;

    StorageApi(FakeStorage storage, Uploads uploads) {
        this.storage = storage;
        this.uploads = uploads;
    }

    Operation route(ApiRequest request) {
        if (request.under("upload")) {
            return uploads.route(request, request.element(4));
        }
        // /download/storage/v1/b/B/o/O is one longer than /storage/v1/b/B/o/O.
        int base = request.under("download") ? 3 : 2;
        if (!request.element(base).equals("b")) {
            return Operation.unknown(API, request);
        }
        String bucket = request.element(base + 1);
        if (request.element(base + 2).equals("o")) {
            return request.elements().size() == base + 3
                    ? objects(bucket, request)
                    : object(
                            bucket,
                            request.elements()
                                    .subList(base + 3, request.elements().size()),
                            request);
        }
        return bucket(bucket, request.rest(base + 2), request);
    }

    private Operation bucket(String bucket, String below, ApiRequest request) {
        if (bucket.isEmpty()) {
            return request.is("POST")
                    ? operation("buckets.insert", () -> create(Json.text(request.json(), "name", "")))
                    : operation("buckets.list", () -> json(buckets(), request));
        }
        return switch (below) {
            case "" -> operation("buckets.get", () -> json(resource(bucket), request));
            case "storageLayout" ->
                operation("buckets.getStorageLayout", () -> {
                    ObjectNode layout = Json.object().put("kind", "storage#storageLayout");
                    return Reply.json(layout.put("bucket", bucket).put("location", "US"));
                });
            case "iam/testPermissions" ->
                operation("buckets.testIamPermissions", () -> {
                    ObjectNode reply = Json.object().put("kind", "storage#testIamPermissionsResponse");
                    request.query().getOrDefault("permissions", List.of()).forEach(reply.putArray("permissions")::add);
                    return Reply.json(reply);
                });
            default -> Operation.unknown(API, request);
        };
    }

    private Operation objects(String bucket, ApiRequest request) {
        return request.is("GET")
                ? operation("objects.list", () -> json(list(bucket, request), request))
                : uploads.route(request, bucket);
    }

    private Operation object(String bucket, List<String> rest, ApiRequest request) {
        int rewrite = request.is("POST") ? rest.indexOf("rewriteTo") : -1;
        int copy = request.is("POST") ? rest.indexOf("copyTo") : -1;
        if (rewrite > 0) {
            return operation(
                    "objects.rewrite",
                    () -> json(rewrite(bucket, rest, rewrite, request).toJson(), request));
        }
        if (copy > 0) {
            return operation("objects.copy", () -> copied(rewrite(bucket, rest, copy, request), request));
        }
        GcsUrl url = new GcsUrl(bucket, String.join("/", rest));
        return switch (request.verb()) {
            case "GET" ->
                Downloads.isMedia(request)
                        ? operation("objects.get.media", () -> Downloads.media(storage, url, request))
                        : operation(
                                "objects.get",
                                () -> json(Downloads.read(storage, url, request).toJson(), request));
            case "DELETE" ->
                operation("objects.delete", () -> {
                    storage.delete(url, request.number("generation"), Preconditions.from("if", request::number));
                    return Reply.empty(204);
                });
            case "PATCH", "PUT" ->
                operation(
                        "objects.patch",
                        () -> json(
                                storage.patch(
                                                url,
                                                request.number("generation"),
                                                Preconditions.from("if", request::number),
                                                request.json())
                                        .toJson(),
                                request));
            default -> Operation.unknown(API, request);
        };
    }

    /** {@code SOURCE/rewriteTo/b/BUCKET/o/TARGET}, where the names hold no slash that is not encoded. */
    private Rewrite.Step rewrite(String bucket, List<String> rest, int verb, ApiRequest request) {
        return storage.rewrite(new Rewrite(
                new GcsUrl(bucket, String.join("/", rest.subList(0, verb))),
                request.number("sourceGeneration"),
                Preconditions.from("ifSource", request::number),
                new GcsUrl(rest.get(verb + 2), String.join("/", rest.subList(verb + 4, rest.size()))),
                Preconditions.from("if", request::number),
                request.json(),
                request.parameter("rewriteToken").orElse(null)));
    }

    private static Reply copied(Rewrite.Step step, ApiRequest request) {
        StoredObject result = step.result();
        if (result == null) {
            throw new GoogleError(413, "uploadTooLarge", "Copy spanning locations could not complete; use rewrite.");
        }
        return json(result.toJson(), request);
    }

    private ObjectNode list(String bucket, ApiRequest request) {
        Listing page = storage.list(
                bucket,
                new Listing.Query(
                        request.parameter("prefix", ""),
                        request.parameter("delimiter", ""),
                        request.parameter("startOffset", ""),
                        request.parameter("endOffset", ""),
                        request.parameter("pageToken").orElse(null),
                        (int) Math.min(1000, request.number("maxResults", 1000))));
        ObjectNode reply = Json.object().put("kind", "storage#objects");
        String next = page.nextPageToken();
        if (next != null) {
            reply.put("nextPageToken", next);
        }
        if (!page.prefixes().isEmpty()) {
            page.prefixes().forEach(reply.putArray("prefixes")::add);
        }
        if (!page.items().isEmpty()) {
            ArrayNode items = reply.putArray("items");
            page.items().forEach(item -> items.add(item.toJson()));
        }
        return reply;
    }

    private Reply create(String name) {
        if (storage.bucketNames().contains(name)) {
            throw new GoogleError(409, "conflict", "Your previous request to create the named bucket succeeded.");
        }
        storage.createBucket(name);
        return Reply.json(resource(name));
    }

    private ObjectNode buckets() {
        ObjectNode reply = Json.object().put("kind", "storage#buckets");
        ArrayNode items = reply.putArray("items");
        storage.bucketNames().forEach(name -> items.add(resource(name)));
        return reply;
    }

    private ObjectNode resource(String name) {
        if (!storage.bucketNames().contains(name)) {
            throw GoogleError.notFound("The specified bucket does not exist.");
        }
        return Json.object()
                .put("kind", "storage#bucket")
                .put("id", name)
                .put("name", name)
                .put("location", "US")
                .put("locationType", "multi-region")
                .put("storageClass", "STANDARD")
                .put("metageneration", "1")
                .put("timeCreated", "2026-01-01T00:00:00.000Z")
                .put("updated", "2026-01-01T00:00:00.000Z");
    }

    private static Reply json(JsonNode node, ApiRequest request) {
        return Reply.json(request.parameter("fields")
                .map(FieldMask::parse)
                .map(mask -> mask.apply(node))
                .orElse(node));
    }

    private static Operation operation(String method, Supplier<Reply> effect) {
        return Operation.of(API, method, effect);
    }
}
