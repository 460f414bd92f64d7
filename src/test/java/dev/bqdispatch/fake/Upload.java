package dev.bqdispatch.fake;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.protobuf.ByteString;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** What a caller sends for a new object: its bytes, and what it says about them. */
record Upload(ByteString content, String contentType, Optional<String> contentEncoding, Map<String, String> metadata) {
    Upload {
        metadata = Map.copyOf(metadata);
    }

    /** From the metadata part of an upload; checksums given there are held against the bytes. */
    static Upload of(ByteString content, String contentType, JsonNode resource) {
        Upload upload = new Upload(
                content,
                Json.text(resource, "contentType", contentType),
                Optional.ofNullable(Json.text(resource, "contentEncoding")),
                metadata(resource));
        upload.check(resource);
        return upload;
    }

    static Map<String, String> metadata(JsonNode resource) {
        Map<String, String> metadata = new HashMap<>();
        resource.path("metadata")
                .properties()
                .forEach(e -> metadata.put(e.getKey(), e.getValue().asText()));
        return metadata;
    }

    private void check(JsonNode resource) {
        StoredObject sums = new StoredObject(
                "", "", 0, 0, content, contentType, contentEncoding, metadata, Instant.EPOCH, Instant.EPOCH);
        if (!Json.text(resource, "crc32c", sums.crc32c()).equals(sums.crc32c())
                || !Json.text(resource, "md5Hash", sums.md5()).equals(sums.md5())) {
            throw GoogleError.badRequest("invalid", "Provided hash does not match the uploaded content.");
        }
    }
}
