package dev.bqdispatch.gcp;

/** How Pub/Sub is spoken to. */
public enum PubSubTransport {
    /** As in the cloud, and with Google's emulator. */
    GRPC,
    /** HTTP/JSON, as a fake of the REST API speaks. */
    HTTP
}
