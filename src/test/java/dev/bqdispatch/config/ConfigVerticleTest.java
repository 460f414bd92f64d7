package dev.bqdispatch.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.bqdispatch.bus.Addresses;
import dev.bqdispatch.bus.Bus;
import dev.bqdispatch.fake.FakeWorld;
import dev.bqdispatch.fake.Fault;
import dev.bqdispatch.fake.Gateway;
import dev.bqdispatch.gcp.CallMeter;
import dev.bqdispatch.gcp.GcsPlaces;
import dev.bqdispatch.message.HealthChanged;
import dev.bqdispatch.message.HealthChanged.State;
import dev.bqdispatch.metric.Metric;
import dev.bqdispatch.metric.Metrics;
import dev.bqdispatch.rule.Parsed;
import dev.bqdispatch.rule.Rules;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

class ConfigVerticleTest {
    private static final String URL = "gs://conf/bqdispatch.json";

    private final FakeWorld world = new FakeWorld();
    private final Gateway gateway = Gateway.to(world);
    private final Vertx vertx = Vertx.vertx();
    private final Bus bus = new Bus(vertx, Duration.ofMinutes(1));
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final List<Rules> published = new CopyOnWriteArrayList<>();
    private final List<HealthChanged> said = new CopyOnWriteArrayList<>();

    @AfterEach
    void close() throws Exception {
        vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
        gateway.close();
        world.close();
    }

    /** A valid document, told apart by the name of its route. */
    private static String document(String route, String more) {
        return """
                {"JournalURL": "gs://bkt/journal/", "ErrorURL": "gs://bkt/errors/", "DeferTaskURL": "gs://bkt/tasks/",
                 "Subscription": "jobs", "ProjectID": "acme", "CheckInMs": 100, %s
                 "Routes": [{"Name": "%s", "When": {"Dest": "x"},
                             "OnSuccess": [{"Action": "delete", "Request": {"SourceURL": "gs://bkt/x"}}]}]}
                """.formatted(more, route);
    }

    private static String document(String route) {
        return document(route, "");
    }

    private void start(ConfigSource source) throws Exception {
        ConfigReader reader = new ConfigReader(new Environment(name -> null, Map.of()), Optional::empty);
        Optional<String> emulator = Optional.of(gateway.url());
        Parsed<Loaded> first = new ConfigLoader(reader, new GcsPlaces(emulator, CallMeter.none())).load(source);
        Loaded loaded = ((Parsed.Good<Loaded>) first).value();
        bus.listen(Addresses.RULES, news -> published.add(news.rules()));
        bus.listen(Addresses.HEALTH, said::add);
        vertx.deployVerticle(new ConfigVerticle(
                        source,
                        loaded,
                        reader,
                        new GcsPlaces(emulator, CallMeter.none()),
                        bus,
                        new Metrics(registry),
                        Clock.systemUTC()))
                .toCompletionStage()
                .toCompletableFuture()
                .get(10, TimeUnit.SECONDS);
        await().until(() -> !said.isEmpty());
    }

    private void startWatching(String text) throws Exception {
        world.storage().put(URL, text);
        start(((Parsed.Good<ConfigSource>) ConfigSource.of(URL)).value());
    }

    private HealthChanged lastSaid() {
        return said.get(said.size() - 1);
    }

    private double current() {
        return registry.get(Metric.CONFIG_CURRENT.fullName()).gauge().value();
    }

    private double refused() {
        return registry.get(Metric.CONFIG_REFUSED.fullName()).counter().count();
    }

    private void looksAgain(int times) {
        long before = gateway.calls().countOf("objects.get");
        await().until(() -> gateway.calls().countOf("objects.get") >= before + times);
    }

    private void awaitDegraded(String reason) {
        await().untilAsserted(() -> {
            assertThat(lastSaid().state()).isEqualTo(State.DEGRADED);
            assertThat(lastSaid().reason()).contains(reason);
        });
    }

    private void awaitUp() {
        await().untilAsserted(() -> assertThat(lastSaid()).isEqualTo(new HealthChanged("config", State.UP, "")));
    }

    private void awaitPublished(String... routes) {
        await().untilAsserted(() -> assertThat(published)
                .extracting(rules -> rules.routes().get(0).label())
                .containsExactly(routes));
    }

    @Test
    void readsOnlyMetadataWhileNothingChanges() throws Exception {
        startWatching(document("first"));
        looksAgain(3);

        assertThat(gateway.calls().countOf("objects.get.media")).isEqualTo(1);
        assertThat(published).isEmpty();
        assertThat(said).containsExactly(new HealthChanged("config", State.UP, ""));
        assertThat(current()).isEqualTo(1);
    }

    @Test
    void announcesANewVersionOnceAndReadsItOnce() throws Exception {
        startWatching(document("first"));
        long generation = world.storage().put(URL, document("second")).generation();

        awaitPublished("second");
        looksAgain(3);

        assertThat(published).hasSize(1);
        assertThat(published.get(0).version()).isEqualTo(Long.toString(generation));
        assertThat(gateway.calls().countOf("objects.get.media")).isEqualTo(2);
    }

    @Test
    void aBrokenVersionIsRefusedWholeAndAMendedOneTaken() throws Exception {
        startWatching(document("first"));
        world.storage().put(URL, document("second").replace("\"Dest\"", "\"Dost\""));

        awaitDegraded("was refused: " + URL + ": $.Routes[0].When");
        looksAgain(3);
        assertThat(published).isEmpty();
        assertThat(refused()).isEqualTo(1);
        assertThat(current()).isEqualTo(0);

        world.storage().put(URL, document("third"));

        awaitPublished("third");
        awaitUp();
        assertThat(current()).isEqualTo(1);
    }

    @Test
    void ofARefusedVersionAllIsLoggedThatValidateSays() throws Exception {
        Logger logger = (Logger) LoggerFactory.getLogger(ConfigVerticle.class);
        ListAppender<ILoggingEvent> lines = new ListAppender<>();
        lines.start();
        logger.setLevel(Level.WARN);
        logger.addAppender(lines);
        startWatching(document("first"));
        world.storage().put(URL, document("second").replace("\"Dest\"", "\"Dost\""));
        awaitDegraded("was refused");
        logger.detachAppender(lines);
        logger.setLevel(null);

        assertThat(lines.list)
                .extracting(ILoggingEvent::getFormattedMessage)
                .anyMatch(line -> line.startsWith("error: " + URL + ": $.Routes[0].When: is empty"))
                .anyMatch(line -> line.startsWith("warning: " + URL + ": $.Routes[0].When.Dost: is unknown"));
    }

    @Test
    void aDocumentThatIsNoJsonIsRefused() throws Exception {
        startWatching(document("first"));
        world.storage().put(URL, "{\"Routes\": [");

        awaitDegraded("is no valid JSON");
        assertThat(published).isEmpty();
    }

    @Test
    void aDeletedDocumentIsABadVersionAndNotAnEmptyOne() throws Exception {
        startWatching(document("first"));
        world.storage().remove(URL);

        awaitDegraded(URL + " was deleted; version ");
        assertThat(published).isEmpty();
        assertThat(refused()).isEqualTo(1);

        world.storage().put(URL, document("second"));
        awaitPublished("second");
        awaitUp();
    }

    @Test
    void aPassingFailureIsSaidOnlyAfterThreeInARow() throws Exception {
        startWatching(document("first"));
        gateway.failNext(2, "objects.get", Fault.status(503, "backendError"));
        looksAgain(4);
        assertThat(said).hasSize(1);

        gateway.failNext(1_000, "objects.get", Fault.status(503, "backendError"));
        awaitDegraded("can't be looked at");
        assertThat(current()).isEqualTo(1);

        gateway.heal();
        awaitUp();
        assertThat(published).isEmpty();
        assertThat(gateway.calls().countOf("objects.get.media")).isEqualTo(1);
    }

    @Test
    void aForbiddenDocumentIsSaidAtOnceAndAnOldRefusalIsNotForgotten() throws Exception {
        startWatching(document("first"));
        world.storage().put(URL, "{}");
        awaitDegraded("was refused");

        gateway.failNext(1_000, "objects.get", Fault.status(403, "forbidden"));
        awaitDegraded("can't be looked at");

        gateway.heal();
        awaitDegraded("was refused");
        assertThat(refused()).isEqualTo(1);
    }

    @Test
    void aReadThatFailsIsTriedAgain() throws Exception {
        startWatching(document("first"));
        gateway.failNext(1, "objects.get.media", Fault.reset());
        world.storage().put(URL, document("second"));

        awaitPublished("second");
    }

    @Test
    void whatNeedsARestartIsReportedAndTheRestTaken() throws Exception {
        startWatching(document("first"));
        world.storage()
                .put(
                        URL,
                        document("second", "\"Workers\": 3, \"MaxDepth\": 7, \"MaxChildAttempts\": 2,")
                                .replace("\"acme\"", "\"other\"")
                                .replace("gs://bkt/errors/", "gs://bkt/faults/"));

        awaitDegraded("a restart is needed to apply ErrorURL, ProjectID, Subscription, Workers");
        awaitPublished("second");
        assertThat(published.get(0).policy().projectId()).isEqualTo("acme");
        assertThat(published.get(0).policy().maxDepth()).isEqualTo(7);
        assertThat(published.get(0).policy().maxChildAttempts()).isEqualTo(2);
        assertThat(current()).isEqualTo(1);

        world.storage().put(URL, document("third"));
        awaitUp();
    }

    @Test
    void aFileIsWatchedAndATouchIsNoNewVersion(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("c.json");
        write(file, document("first"), 1);
        start(new ConfigSource.File(file));

        write(file, document("first"), 2);
        write(file, document("second"), 3);
        awaitPublished("second");

        write(file, "oh", 4);
        awaitDegraded("was refused");
        write(file, document("second"), 5);
        awaitUp();

        Files.delete(file);
        awaitDegraded("was deleted");
        assertThat(published).hasSize(1);
        assertThat(published.get(0).version()).matches("[0-9a-f]{12}");
    }

    private static void write(Path file, String text, int second) throws IOException {
        Path whole = file.resolveSibling("new");
        Files.writeString(whole, text);
        Files.setLastModifiedTime(whole, FileTime.from(Instant.ofEpochSecond(second)));
        Files.move(whole, file, StandardCopyOption.REPLACE_EXISTING);
    }

    @Test
    void anInlineDocumentIsNotWatched() throws Exception {
        start(new ConfigSource.Inline(document("first")));

        awaitUp();
        assertThat(gateway.calls().all()).isEmpty();
    }
}
