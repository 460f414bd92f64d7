package dev.bqdispatch.fake;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;

import com.github.tomakehurst.wiremock.WireMockServer;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * The way of one service instance to Google: an HTTP server on the loopback interface that serves a {@link FakeWorld},
 * writes down every call, and can fail, be slow or die on the way. Several may serve one world. Stubs of a test's own
 * go on {@link #wireMock()}; they come before the fakes.
 */
public final class Gateway implements AutoCloseable {
    /** Lower than any stub of a test, whose default is 5. */
    private static final int LAST = 1000;

    private final FakeGoogleTransformer google;
    private final WireMockServer server;

    private Gateway(FakeWorld world, int port) {
        google = new FakeGoogleTransformer(world);
        server = new WireMockServer(options()
                .bindAddress("127.0.0.1")
                .port(port)
                .gzipDisabled(true)
                .containerThreads(128)
                .asynchronousResponseEnabled(true)
                .asynchronousResponseThreads(16)
                // Object names of 1,024 bytes are three times as long in a path, and job IDs stand in headers.
                .jettyHeaderRequestSize(65_536)
                .jettyHeaderResponseSize(65_536)
                .jettyStopTimeout(0L)
                // With their bodies, of which some are of many megabytes.
                .maxRequestJournalEntries(100)
                .extensions(google, google.afterReply()));
        server.start();
        server.stubFor(any(anyUrl()).atPriority(LAST).willReturn(aResponse().withTransformers(google.getName())));
    }

    /** Opens a way to the world on a free port. */
    public static Gateway to(FakeWorld world) {
        return new Gateway(world, 0);
    }

    public static Gateway to(FakeWorld world, int port) {
        return new Gateway(world, port);
    }

    public int port() {
        return server.port();
    }

    /** {@code http://127.0.0.1:PORT}, without a slash at the end; what the emulator host settings take. */
    public String url() {
        return "http://127.0.0.1:" + port();
    }

    public WireMockServer wireMock() {
        return server;
    }

    public CallLog calls() {
        return google.calls();
    }

    /** The gate stands before every call from now on. To be set before the service starts. */
    public Gateway behind(CrashGate gate) {
        google.gate(gate);
        return this;
    }

    /**
     * The next so many calls of a method meet the fault, whichever API it is of.
     *
     * @param method {@code objects.insert}, also with its API, {@code storage.objects.insert}; a {@code *} stands for
     *     anything, so {@code bigquery.*} is every call to BigQuery
     */
    public void failNext(int times, String method, Fault fault) {
        failNext(times, call -> call.is(method), fault);
    }

    /** The next so many calls for which the predicate holds meet the fault. */
    public void failNext(int times, Predicate<Call> concerned, Fault fault) {
        google.faults().add(times, concerned, fault);
    }

    /**
     * Every call from now on for which no fault waits meets the one that this finds for it, if any.
     *
     * @param weather asked once per call, one after the other
     */
    public void weather(Function<Call, Optional<Fault>> weather) {
        google.faults().weather(weather);
    }

    /** Who is told of every call, after its effect and before its answer. */
    public Gateway watchedBy(Witness witness) {
        google.witness(witness);
        return this;
    }

    /** Faults that were not used up are forgotten, and the weather is fine. */
    public void heal() {
        google.faults().clear();
    }

    /** Every reply comes so much later, as over a long line; the effect is at once. */
    public void latency(Duration latency) {
        google.latency(latency);
    }

    /** From now on every request is reset without an effect. */
    public void kill() {
        google.kill();
    }

    @Override
    public void close() {
        server.stop();
    }
}
