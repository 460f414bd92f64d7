package dev.bqdispatch.http;

import java.io.IOException;
import org.apache.http.HttpHost;
import org.apache.http.HttpRequest;
import org.apache.http.client.methods.CloseableHttpResponse;
import org.apache.http.impl.client.CloseableHttpClient;
import org.apache.http.impl.client.HttpClientBuilder;
import org.apache.http.protocol.HttpContext;
import org.jspecify.annotations.Nullable;

/**
 * An HTTP client that is built for its first call. Building one reads the certificates of every authority that Java
 * knows, which is a good part of the time that the service takes to start, and no pull waits for it. Safe for use by many
 * threads.
 */
public final class LateClient extends CloseableHttpClient {
    private final HttpClientBuilder builder;
    private @Nullable CloseableHttpClient built;

    /** @param builder knows how it is built, and is not used for anything else */
    public LateClient(HttpClientBuilder builder) {
        this.builder = builder;
    }

    @Override
    protected CloseableHttpResponse doExecute(HttpHost target, HttpRequest request, HttpContext context)
            throws IOException {
        return built().execute(target, request, context);
    }

    private synchronized CloseableHttpClient built() {
        if (built == null) {
            built = builder.build();
        }
        return built;
    }

    @Override
    public synchronized void close() throws IOException {
        if (built != null) {
            built.close();
        }
    }

    @Override
    @Deprecated
    public org.apache.http.params.HttpParams getParams() {
        return built().getParams();
    }

    @Override
    @Deprecated
    public org.apache.http.conn.ClientConnectionManager getConnectionManager() {
        return built().getConnectionManager();
    }
}
