package dev.bqdispatch.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.bqdispatch.fake.EventFormat;
import dev.bqdispatch.fake.PubSubEmulator;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Events that nothing waits for, from Google's emulator: the packaged service beside a loop that only pulls and
 * acknowledges. Both live through the whole measurement, as a service does, and take turns; who has no turn stands still.
 *
 * <p>The emulator needs more of the processor than who pulls from it. On a machine of two processors that all share, a
 * microsecond more of ours is one less of its own, whatever it is spent on. So it gets half of them to itself, as Pub/Sub
 * has its own machines; what comes of sharing is said too.
 */
final class OnEmulator implements Measurement {
    private static final String RATE = "unmatched events per second, service / bare loop";
    private static final String SHARED = RATE + ", all on the same processors";
    private static final String CPU = "CPU per unmatched event above the bare loop";
    private static final Bar RATE_BAR = Bar.atLeast(0.9);
    private static final Bar CPU_BAR = Bar.atMost(25_000);
    private static final String NUMBER = "0000000000";
    private static final int BATCH = 1_000;

    /** It keeps all that it ever got, and a collector that is short of room would be measured instead of it. */
    private static final List<String> ROOM = List.of("-XX:MaxRAMPercentage=50");

    private final String template =
            new String(Messages.query("bquxjob_" + NUMBER, "acme:shop.orders", EventFormat.A, Messages.USUAL), UTF_8);

    @Override
    public String name() {
        return "emulator";
    }

    /** It takes a minute until all three are warm, before which the ratio says little. */
    @Override
    public boolean isQuick() {
        return false;
    }

    @Override
    public Found measure(Ground ground) throws IOException, InterruptedException {
        Optional<PubSubEmulator> started = PubSubEmulator.start(ROOM);
        if (started.isEmpty()) {
            String why = "Google's Pub/Sub emulator is not installed";
            return Found.of(List.of(
                    Row.missing(name(), RATE, Unit.RATIO, RATE_BAR, why),
                    Row.missing(name(), CPU, Unit.NANOS, CPU_BAR, why)));
        }
        try (PubSubEmulator emulator = started.get();
                Turns bare = new Turns(emulator, "bare", ground);
                Turns service = new Turns(emulator, "service", ground)) {
            return Found.of(new Contest(emulator, bare, service, ground).rows());
        }
    }

    /** What one of them does in its turns. */
    private final class Turns implements AutoCloseable {
        private final PubSubEmulator emulator;
        private final String topic;
        private final Contender contender;
        private final int events;
        /** Of a run that is broken off: who stands still hears no signal and would stay for ever. */
        private final Thread ender = new Thread(this::end);

        private int published;
        /** Not what was published before: what was on its way to who stood still may come twice. */
        private long done;

        Turns(PubSubEmulator emulator, String who, Ground ground) throws IOException {
            this.emulator = emulator;
            topic = "projects/acme/topics/" + who;
            String subscription = "projects/acme/subscriptions/" + who;
            emulator.createTopic(topic);
            emulator.createSubscription(subscription, topic);
            events = ground.effort().of(40_000, 100_000, 100_000);
            contender = who.equals("bare")
                    ? new BareContender(emulator.host(), subscription)
                    : service(subscription, ground);
            Runtime.getRuntime().addShutdownHook(ender);
            Processors.stop(contender.handle());
        }

        private Contender service(String subscription, Ground ground) throws IOException {
            Map<String, String> where = Map.of("PUBSUB_EMULATOR_HOST", emulator.host(), "SUBSCRIPTION", subscription);
            String config =
                    Configurations.with(Configurations.usual(ground.effort()).json(), "");
            return new ServiceContender(new Serving(ground.jar(), List.of(), config, where));
        }

        /** Another turn; what counts of it is while plenty waits. */
        Samples.Steady next() throws IOException, InterruptedException {
            long before = done;
            return turn().between(before + events / 20, before + events * 3L / 4);
        }

        /** Another turn, all of it: published while it stands still, then taken. */
        Samples turn() throws IOException, InterruptedException {
            publish();
            Processors.resume(contender.handle());
            Samples samples = contender.watch(done + events);
            Processors.stop(contender.handle());
            done = samples.events();
            return samples;
        }

        /** Side by side: who publishes and the emulator would wait for each other otherwise. */
        private void publish() {
            IntStream.range(0, events / BATCH)
                    .parallel()
                    .forEach(batch -> emulator.publish(topic, some(published + batch * BATCH)));
            published += events;
        }

        private List<String> some(int first) {
            return IntStream.range(first, first + BATCH)
                    .mapToObj(i -> template.replace(NUMBER, String.format(Locale.ROOT, "%010d", i)))
                    .toList();
        }

        private void end() {
            contender.handle().destroyForcibly();
        }

        @Override
        public void close() throws IOException {
            Runtime.getRuntime().removeShutdownHook(ender);
            Processors.resume(contender.handle());
            contender.close();
        }
    }

    /** The two of them beside each other. */
    private final class Contest {
        private final PubSubEmulator emulator;
        private final Turns bare;
        private final Turns service;
        private final Ground ground;
        private final int pairs;

        Contest(PubSubEmulator emulator, Turns bare, Turns service, Ground ground) {
            this.emulator = emulator;
            this.bare = bare;
            this.service = service;
            this.ground = ground;
            pairs = ground.effort().of(1, 2, 5);
        }

        List<Row> rows() throws IOException, InterruptedException {
            for (int turn = 0; turn < ground.effort().<Integer>of(0, 2, 3); turn++) {
                ground.telling().now("emulator, warming up");
                bare.turn();
                service.turn();
            }
            if (!apart(true)) {
                return held(pairs("all on the same processors"), "all on the same processors, ");
            }
            List<Row> rows = new ArrayList<>(held(pairs("apart"), "the emulator on processors of its own, "));
            if (ground.effort() == Effort.FULL) {
                apart(false);
                Pairs shared = pairs("all on the same processors");
                rows.add(Row.information(name(), SHARED, Unit.RATIO, shared.ratio(), shared.ratios()));
            }
            return rows;
        }

        /**
         * Gives the emulator half of the processors to itself, or lets all run everywhere.
         *
         * @return whether it is so now
         */
        private boolean apart(boolean apart) {
            int processors = Runtime.getRuntime().availableProcessors();
            String all = "0-" + (processors - 1);
            String ours = processors / 2 + "-" + (processors - 1);
            String its = "0-" + (processors / 2 - 1);
            return processors > 1
                    && Processors.keep(bare.contender.handle(), apart ? ours : all)
                    && Processors.keep(service.contender.handle(), apart ? ours : all)
                    && Processors.keep(emulator.handle(), apart ? its : all);
        }

        private Pairs pairs(String how) throws IOException, InterruptedException {
            Pairs found = new Pairs();
            for (int pair = 0; pair < pairs; pair++) {
                ground.telling().now("emulator, " + how + ", pair " + (pair + 1) + " of " + pairs);
                if (pair % 2 == 0) {
                    Samples.Steady first = bare.next();
                    found.add(service.next(), first);
                } else {
                    Samples.Steady first = service.next();
                    found.add(first, bare.next());
                }
            }
            return found;
        }

        private List<Row> held(Pairs found, String note) {
            return List.of(
                    Row.held(name(), RATE, Unit.RATIO, RATE_BAR, found.ratio(), note + found.ratios()),
                    Row.held(name(), CPU, Unit.NANOS, CPU_BAR, found.cpuAbove(), note + found.cpusAbove()),
                    rate("service", found.service()),
                    rate("bare loop", found.bare()));
        }

        private Row rate(String who, double perSecond) {
            return Row.information(name(), "unmatched events per second, " + who, Unit.PER_SECOND, perSecond, "");
        }
    }
}
