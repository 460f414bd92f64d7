package dev.bqdispatch.fake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.base.Splitter;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One call of <a href="https://cloud.google.com/storage/docs/json_api/v1/objects/rewrite">objects.rewrite</a>. The
 * token says of which generation how many bytes were copied, so that it can't be used for another object.
 */
record Rewrite(
        GcsUrl source,
        @Nullable Long sourceGeneration,
        Preconditions ofSource,
        GcsUrl target,
        Preconditions ofTarget,
        JsonNode resource,
        @Nullable String token) {

    /** @param era of the tokens that are good */
    long progress(StoredObject from, long era) {
        if (token == null) {
            return 0;
        }
        List<String> parts = Splitter.on('-').splitToList(token);
        if (parts.size() != 3
                || !parts.get(0).equals(Long.toString(from.generation()))
                || !parts.get(2).equals(Long.toString(era))) {
            throw GoogleError.badRequest("invalid", "Invalid rewrite token.");
        }
        return Long.parseLong(parts.get(1));
    }

    /** What the caller gives as resource replaces the source's metadata as a whole. */
    Upload upload(StoredObject from) {
        if (resource.isEmpty()) {
            return new Upload(from.content(), from.contentType(), from.contentEncoding(), from.metadata());
        }
        return new Upload(
                from.content(),
                Json.text(resource, "contentType", from.contentType()),
                Optional.ofNullable(Json.text(resource, "contentEncoding")),
                Upload.metadata(resource));
    }

    /** What one call answers. */
    record Step(
            long written,
            long size,
            @Nullable StoredObject result,
            @Nullable String token) {
        static Step unfinished(StoredObject from, long written, long era) {
            return new Step(written, from.content().size(), null, from.generation() + "-" + written + "-" + era);
        }

        static Step finished(StoredObject result) {
            return new Step(result.content().size(), result.content().size(), result, null);
        }

        ObjectNode toJson() {
            ObjectNode node = Json.object()
                    .put("kind", "storage#rewriteResponse")
                    .put("totalBytesRewritten", Long.toString(written))
                    .put("objectSize", Long.toString(size))
                    .put("done", result != null);
            if (token != null) {
                node.put("rewriteToken", token);
            }
            if (result != null) {
                node.set("resource", result.toJson());
            }
            return node;
        }
    }
}
