package dev.bqdispatch.chaos;

import dev.bqdispatch.fake.FastClock;
import dev.bqdispatch.fake.Gateway;
import dev.bqdispatch.local.Progress;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;

/** All who take part in a run: the cloud, the replicas, each with its own clock and its own way to the cloud, the events. */
final class Ensemble implements AutoCloseable {
    /** A clock may be off by so much, either way. */
    private static final int OFF_SECONDS = 300;

    private final Terms terms;

    private final Script script;
    private final Cloud cloud;
    private final Topic topic;
    private final Teller teller;
    private final ChildEvents children;
    private final Deliveries deliveries;
    private final Interruptions interruptions = new Interruptions();
    private final List<Gateway> gateways = new ArrayList<>();
    private final List<Duration> clocks = new ArrayList<>();
    private final Fleet fleet;
    private final AtomicLong calls = new AtomicLong();
    private final AtomicLong faults = new AtomicLong();

    /**
     * Brings them together; nobody does anything yet.
     *
     * @param jar the packaged service
     * @param logs where the replicas' logs go
     */
    Ensemble(Terms terms, PubSub pubSub, Path jar, Path logs) throws IOException {
        this.terms = terms;
        script = new Script(terms);
        Clock real = Clock.systemUTC();
        Instant origin = real.instant().truncatedTo(ChronoUnit.MILLIS);
        cloud = new Cloud(script.configuration(), new FastClock(real, origin, pubSub.speed()));
        topic = pubSub.opening().apply(cloud.world());
        teller = new Teller(script, cloud.world(), topic);
        children = new ChildEvents(script, topic);
        cloud.world().bigQuery().onCompletion(children);
        deliveries = new Deliveries(real);
        String classPath = jar.toAbsolutePath() + File.pathSeparator + testClasses();
        List<Replica> replicas = new ArrayList<>();
        SplittableRandom random = random(2);
        for (int number = 1; number <= terms.replicas(); number++) {
            // The first one's is right.
            clocks.add(Duration.ofSeconds(number == 1 ? 0 : random.nextInt(-OFF_SECONDS, OFF_SECONDS + 1)));
            Gateway gateway = gateway(number);
            Map<String, String> environment = new TreeMap<>(Cloud.environment(gateway));
            environment.putAll(topic.environment());
            List<String> pace = List.of(
                    clocks.get(number - 1).toString(),
                    Long.toString(origin.toEpochMilli()),
                    Integer.toString(pubSub.speed()));
            replicas.add(new Replica(number, pace, gateway, environment, classPath, logs));
        }
        fleet = new Fleet(replicas, interruptions, real, random(3));
    }

    private Gateway gateway(int number) {
        Gateway gateway = Gateway.to(cloud.world()).watchedBy(deliveries.of(number));
        gateway.calls().keepNone();
        gateway.weather(new Weather(random(10 + number), terms.faultRate(), calls, faults));
        gateways.add(gateway);
        return gateway;
    }

    private SplittableRandom random(int part) {
        return new SplittableRandom(terms.seed() * 31 - part);
    }

    private static Path testClasses() throws IOException {
        try {
            return Path.of(Ensemble.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IOException(e);
        }
    }

    Topic topic() {
        return topic;
    }

    /** By how much each replica's clock is ahead. */
    List<Duration> clocks() {
        return clocks;
    }

    /** Lets everything happen, and looks what came of it. */
    Findings play(Progress progress, Duration patience) {
        fleet.start();
        Stage stage = new Stage(terms, cloud.world(), topic, teller, children, fleet, progress);
        stage.play(new Troubles(terms, fleet, random(1)));
        boolean settled = stage.settle(patience);
        fleet.end();
        List<String> left = topic.left();
        topic.pushed(deliveries);
        Audit audit = new Audit(cloud.world(), deliveries, interruptions);
        audit.compare(script, terms.events(), teller.invalid());
        audit.left("task left", Stage.tasks(cloud.world().storage()));
        audit.left("claim left", Stage.claims(cloud.world().storage()));
        audit.left("message left", left);
        return new Findings(
                audit.rows(),
                settled,
                fleet.oddities(),
                fleet.failedStarts(),
                calls.get(),
                faults.get(),
                teller.messages() + children.messages());
    }

    /** Saves what there is in the end. */
    void save(Path folder) throws IOException {
        Snapshot.save(cloud.world().storage(), folder);
    }

    @Override
    public void close() {
        fleet.close();
        children.close();
        gateways.forEach(Gateway::close);
        cloud.close();
        topic.close();
    }
}
