package dev.bqdispatch.http;

import dev.bqdispatch.action.Web;
import dev.bqdispatch.fault.CallFailed;
import dev.bqdispatch.fault.EventLoops;
import dev.bqdispatch.fault.Failure;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.http.Header;
import org.apache.http.HttpEntity;
import org.apache.http.client.config.RequestConfig;
import org.apache.http.client.methods.CloseableHttpResponse;
import org.apache.http.client.methods.HttpUriRequest;
import org.apache.http.client.methods.RequestBuilder;
import org.apache.http.conn.DnsResolver;
import org.apache.http.entity.ByteArrayEntity;
import org.apache.http.impl.NoConnectionReuseStrategy;
import org.apache.http.impl.client.CloseableHttpClient;
import org.apache.http.impl.client.HttpClientBuilder;

/**
 * Makes single HTTP calls, each on a connection of its own: no redirect, no retry, no cookie, and an end after the time
 * that was given, however slowly the other side answers.
 */
final class HttpCalls implements AutoCloseable {
    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Set<String> TAKE_A_BODY = Set.of("POST", "PUT", "PATCH");
    private static final int MOST_CHARACTERS = 1 << 20;

    private final CloseableHttpClient client;
    private final ScheduledThreadPoolExecutor deadlines = new ScheduledThreadPoolExecutor(1, task -> {
        Thread thread = new Thread(task, "bqdispatch-http-deadlines");
        thread.setDaemon(true);
        return thread;
    });

    /**
     * An answer.
     *
     * @param retryAfter the header of that name; empty if there is none
     * @param location the header of that name; empty if there is none
     * @param body as UTF-8, at most a million bytes of it
     */
    record Answer(int status, String retryAfter, String location, String body) {}

    /**
     * @param connections most calls at a time
     * @param resolver finds the addresses of hosts; no connection is made to any other
     */
    HttpCalls(int connections, DnsResolver resolver) {
        deadlines.setRemoveOnCancelPolicy(true);
        client = new LateClient(HttpClientBuilder.create()
                .setMaxConnPerRoute(connections)
                .setMaxConnTotal(connections)
                .setConnectionReuseStrategy(NoConnectionReuseStrategy.INSTANCE)
                .setDnsResolver(resolver)
                .disableAutomaticRetries()
                .disableRedirectHandling()
                .disableCookieManagement()
                .disableAuthCaching()
                .disableContentCompression());
    }

    /**
     * Makes a call; blocks.
     *
     * @throws CallFailed in passing, if there is no answer in time
     */
    Answer send(Web.Ask ask) {
        EventLoops.notBlockedBy(ask.method());
        HttpUriRequest request = request(ask);
        AtomicBoolean late = new AtomicBoolean();
        Future<?> deadline = deadlines.schedule(
                () -> {
                    late.set(true);
                    request.abort();
                },
                ask.timeout().toMillis(),
                TimeUnit.MILLISECONDS);
        try (CloseableHttpResponse response = client.execute(request)) {
            return new Answer(
                    response.getStatusLine().getStatusCode(),
                    header(response, "Retry-After"),
                    header(response, "Location"),
                    body(response));
        } catch (IOException e) {
            String why = late.get() ? "within " + ask.timeout().toMillis() + " ms" : reason(e);
            throw new CallFailed(Failure.passing(origin(ask) + " gave no answer: " + why), e);
        } finally {
            deadline.cancel(false);
        }
    }

    /** Where a URL leads, without what may be secret in it. */
    static String origin(Web.Ask ask) {
        return ask.url().getScheme() + "://" + ask.url().getRawAuthority();
    }

    private static String reason(IOException error) {
        String name = error.getClass().getSimpleName();
        return error.getMessage() == null ? name : name + ": " + error.getMessage();
    }

    private static HttpUriRequest request(Web.Ask ask) {
        int timeout = Math.toIntExact(ask.timeout().toMillis());
        RequestBuilder request = RequestBuilder.create(ask.method())
                .setUri(ask.url())
                .setConfig(RequestConfig.custom()
                        .setConnectTimeout(Math.min(timeout, Math.toIntExact(CONNECT.toMillis())))
                        .setConnectionRequestTimeout(timeout)
                        .setSocketTimeout(timeout)
                        .setNormalizeUri(false)
                        .build());
        ask.headers().forEach(request::setHeader);
        // A POST without so much as the length of nothing is refused by some servers, Google's among them.
        if (!ask.body().isEmpty() || TAKE_A_BODY.contains(ask.method())) {
            request.setEntity(new ByteArrayEntity(ask.body().getBytes(StandardCharsets.UTF_8)));
        }
        return request.build();
    }

    private static String header(CloseableHttpResponse response, String name) {
        return Optional.ofNullable(response.getFirstHeader(name))
                .map(Header::getValue)
                .orElse("");
    }

    /** What comes of it: with the status there the call is decided, and the body only tells more. */
    private static String body(CloseableHttpResponse response) {
        HttpEntity entity = response.getEntity();
        if (entity == null) {
            return "";
        }
        try (InputStream content = entity.getContent()) {
            return new String(content.readNBytes(MOST_CHARACTERS), StandardCharsets.UTF_8);
        } catch (IOException e) {
            return "";
        }
    }

    @Override
    public void close() {
        deadlines.shutdownNow();
        try {
            client.close();
        } catch (IOException e) {
            throw new IllegalStateException("closing sockets that are not in use can't fail", e);
        }
    }
}
