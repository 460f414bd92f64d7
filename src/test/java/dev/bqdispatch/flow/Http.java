package dev.bqdispatch.flow;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** Asks a replica as an operator would. */
final class Http {
    /** One that asks for HTTP/2 keeps connections of replicas that are gone, and their ports are used again. */
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private static final Duration LONG_ENOUGH = Duration.ofSeconds(30);

    private Http() {}

    static HttpResponse<String> get(Replica replica, String path) {
        try {
            URI uri = URI.create("http://127.0.0.1:" + replica.port() + path);
            return CLIENT.send(
                    HttpRequest.newBuilder(uri).timeout(LONG_ENOUGH).build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
