package dev.bqdispatch.fake;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.protobuf.ByteString;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The ways to send an object (<a href="https://cloud.google.com/storage/docs/uploads-downloads">uploads</a>): simple,
 * multipart and resumable. A resumable upload belongs to the world, not to a gateway, and is an
 * {@code objects.insert} only in its last request.
 */
final class Uploads {
    private static final Pattern CONTENT_RANGE = Pattern.compile("bytes (?:(\\d+)-(\\d+)|\\*)/(\\d+|\\*)");

    private final FakeStorage storage;
    private final Map<String, Session> sessions = new ConcurrentHashMap<>();
    private final AtomicLong lastSession = new AtomicLong();

    private record Session(
            GcsUrl target, Preconditions preconditions, String contentType, ObjectNode resource, ByteString received) {
        Session plus(ByteString more) {
            return new Session(target, preconditions, contentType, resource, received.concat(more));
        }
    }

    Uploads(FakeStorage storage) {
        this.storage = storage;
    }

    Operation route(ApiRequest request, String bucket) {
        String id = request.parameter("upload_id", "");
        if (!id.isEmpty()) {
            String method = completes(request) ? "objects.insert" : "objects.insert.chunk";
            return Operation.of("storage", method, () -> resume(id, request));
        }
        return switch (request.parameter("uploadType", "")) {
            case "multipart" -> insert(() -> multipart(request, bucket));
            case "resumable" -> Operation.of("storage", "objects.insert.start", () -> start(request, bucket));
            case "media" -> insert(() -> simple(request, bucket, Json.object(), request.body()));
            default -> insert(() -> simple(request, bucket, request.json(), ByteString.EMPTY));
        };
    }

    private static Operation insert(Supplier<Reply> effect) {
        return Operation.of("storage", "objects.insert", effect);
    }

    private Reply simple(ApiRequest request, String bucket, ObjectNode resource, ByteString content) {
        String type = request.header("Content-Type").orElse("application/octet-stream");
        return store(target(request, bucket, resource), preconditions(request), Upload.of(content, type, resource));
    }

    private Reply multipart(ApiRequest request, String bucket) {
        Multipart parts = Multipart.parse(request.header("Content-Type").orElse(""), request.body());
        ObjectNode resource = Json.parse(parts.metadata());
        Upload upload = Upload.of(parts.media(), parts.mediaType(), resource);
        return store(target(request, bucket, resource), preconditions(request), upload);
    }

    private Reply start(ApiRequest request, String bucket) {
        ObjectNode resource = request.json();
        String type = request.header("X-Upload-Content-Type").orElse("application/octet-stream");
        String id = "fake-" + lastSession.incrementAndGet();
        sessions.put(
                id,
                new Session(
                        target(request, bucket, resource), preconditions(request), type, resource, ByteString.EMPTY));
        String location = "http://" + request.header("Host").orElse("") + request.path()
                + "?uploadType=resumable&upload_id=" + id;
        return Reply.empty(200).with("Location", location).with("X-GUploader-UploadID", id);
    }

    private static boolean completes(ApiRequest request) {
        return request.header("Content-Range")
                .map(range -> !range.endsWith("/*"))
                .orElse(true);
    }

    private Reply resume(String id, ApiRequest request) {
        Session session = sessions.get(id);
        if (session == null) {
            throw GoogleError.notFound("No such upload: " + id);
        }
        Matcher range = CONTENT_RANGE.matcher(request.header("Content-Range").orElse("bytes */*"));
        boolean ranged = request.header("Content-Range").isPresent() && range.matches();
        // What was received twice is taken once: a client goes on where it believes that we are.
        long from = ranged && range.group(1) != null
                ? Long.parseLong(range.group(1))
                : session.received().size();
        long known = Math.min(
                Math.max(0, session.received().size() - from), request.body().size());
        Session now = session.plus(request.body().substring((int) known));
        sessions.put(id, now);
        boolean whole =
                !ranged || range.group(3).equals(Integer.toString(now.received().size()));
        if (!whole) {
            Reply more = Reply.empty(308);
            int size = now.received().size();
            return size == 0 ? more : more.with("Range", "bytes=0-" + (size - 1));
        }
        Reply reply =
                store(now.target(), now.preconditions(), Upload.of(now.received(), now.contentType(), now.resource()));
        sessions.remove(id);
        return reply;
    }

    private Reply store(GcsUrl target, Preconditions preconditions, Upload upload) {
        return Reply.json(storage.insert(target, upload, preconditions).toJson());
    }

    private static GcsUrl target(ApiRequest request, String bucket, ObjectNode resource) {
        return new GcsUrl(bucket, request.parameter("name").orElseGet(() -> Json.text(resource, "name", "")));
    }

    private static Preconditions preconditions(ApiRequest request) {
        return Preconditions.from("if", request::number);
    }
}
