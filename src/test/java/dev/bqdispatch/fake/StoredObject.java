package dev.bqdispatch.fake;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.hash.Hashing;
import com.google.common.io.BaseEncoding;
import com.google.common.primitives.Ints;
import com.google.common.primitives.Longs;
import com.google.protobuf.ByteString;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * One object of Cloud Storage, as the
 * <a href="https://cloud.google.com/storage/docs/json_api/v1/objects#resource">objects resource</a> has it.
 */
public record StoredObject(
        String bucket,
        String name,
        long generation,
        long metageneration,
        ByteString content,
        String contentType,
        Optional<String> contentEncoding,
        Map<String, String> metadata,
        Instant timeCreated,
        Instant updated) {
    private static final DateTimeFormatter MILLIS =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    public StoredObject {
        metadata = Map.copyOf(metadata);
    }

    /** The same, without its content. */
    StoredObject hollow() {
        return new StoredObject(
                bucket,
                name,
                generation,
                metageneration,
                ByteString.EMPTY,
                contentType,
                contentEncoding,
                metadata,
                timeCreated,
                updated);
    }

    public String url() {
        return "gs://" + bucket + "/" + name;
    }

    public String text() {
        return content.toStringUtf8();
    }

    /** Base64 of the big-endian CRC32C. */
    String crc32c() {
        return BaseEncoding.base64()
                .encode(Ints.toByteArray(
                        Hashing.crc32c().hashBytes(content.toByteArray()).asInt()));
    }

    @SuppressWarnings("deprecation") // MD5 is what the API gives.
    String md5() {
        return BaseEncoding.base64()
                .encode(Hashing.md5().hashBytes(content.toByteArray()).asBytes());
    }

    private String etag() {
        return BaseEncoding.base64().encode(Longs.toByteArray(generation * 31 + metageneration));
    }

    /** The REST resource. */
    public ObjectNode toJson() {
        ObjectNode node = Json.object()
                .put("kind", "storage#object")
                .put("id", bucket + "/" + name + "/" + generation)
                .put("selfLink", "https://www.googleapis.com/storage/v1/b/" + bucket + "/o/" + Urls.encode(name))
                .put(
                        "mediaLink",
                        "https://storage.googleapis.com/download/storage/v1/b/" + bucket + "/o/" + Urls.encode(name)
                                + "?generation=" + generation + "&alt=media")
                .put("name", name)
                .put("bucket", bucket)
                .put("generation", Long.toString(generation))
                .put("metageneration", Long.toString(metageneration))
                .put("contentType", contentType)
                .put("storageClass", "STANDARD")
                .put("size", Integer.toString(content.size()))
                .put("md5Hash", md5())
                .put("crc32c", crc32c())
                .put("etag", etag())
                .put("timeCreated", MILLIS.format(timeCreated))
                .put("updated", MILLIS.format(updated))
                .put("timeStorageClassUpdated", MILLIS.format(timeCreated));
        contentEncoding.ifPresent(encoding -> node.put("contentEncoding", encoding));
        if (!metadata.isEmpty()) {
            ObjectNode own = node.putObject("metadata");
            new TreeMap<>(metadata).forEach(own::put);
        }
        return node;
    }
}
