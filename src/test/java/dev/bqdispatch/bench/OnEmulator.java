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

/** Events that nothing waits for, from Google's emulator: the packaged service beside a loop that only pulls and acknowledges. */
final class OnEmulator implements Measurement {
    private static final String RATE = "unmatched events per second, service / bare loop";
    private static final String CPU = "CPU per unmatched event above the bare loop";
    private static final Bar RATE_BAR = Bar.atLeast(0.9);
    private static final Bar CPU_BAR = Bar.atMost(25_000);
    private static final String NUMBER = "0000000000";
    private static final int BATCH = 1_000;

    private final String template =
            new String(Messages.query("bquxjob_" + NUMBER, "acme:shop.orders", EventFormat.A, Messages.USUAL), UTF_8);

    @Override
    public String name() {
        return "emulator";
    }

    @Override
    public Found measure(Ground ground) throws IOException, InterruptedException {
        Optional<PubSubEmulator> started = PubSubEmulator.start();
        if (started.isEmpty()) {
            String why = "Google's Pub/Sub emulator is not installed";
            return Found.of(List.of(
                    Row.missing(name(), RATE, Unit.RATIO, RATE_BAR, why),
                    Row.missing(name(), CPU, Unit.NANOS, CPU_BAR, why)));
        }
        try (PubSubEmulator emulator = started.get()) {
            List<Samples.Steady> bare = new ArrayList<>();
            List<Samples.Steady> service = new ArrayList<>();
            int pairs = ground.effort().of(1, 2, 5);
            for (int pair = 0; pair < pairs; pair++) {
                ground.telling().now("emulator, pair " + (pair + 1) + " of " + pairs);
                new Pair(emulator, pair, ground).run(bare, service);
            }
            return Found.of(rows(bare, service));
        }
    }

    private List<Row> rows(List<Samples.Steady> bare, List<Samples.Steady> service) {
        List<Medians.Pair> rates = new ArrayList<>();
        List<Medians.Pair> costs = new ArrayList<>();
        for (int i = 0; i < bare.size(); i++) {
            rates.add(new Medians.Pair(service.get(i).perSecond(), bare.get(i).perSecond()));
            costs.add(new Medians.Pair(service.get(i).cpuPerEvent(), bare.get(i).cpuPerEvent()));
        }
        String note = "median of " + bare.size() + " pairs";
        return List.of(
                Row.held(name(), RATE, Unit.RATIO, RATE_BAR, Medians.ratio(rates), note),
                Row.held(name(), CPU, Unit.NANOS, CPU_BAR, Medians.difference(costs), note),
                rate("service", service),
                rate("bare loop", bare));
    }

    private Row rate(String who, List<Samples.Steady> runs) {
        double median = Medians.of(runs.stream().map(Samples.Steady::perSecond).toList());
        return Row.information(name(), "unmatched events per second, " + who, Unit.PER_SECOND, median, "");
    }

    /** The same events for both, each from a subscription of its own, in turns first. */
    private final class Pair {
        private final PubSubEmulator emulator;
        private final int number;
        private final Ground ground;
        private final long warm;
        private final long all;

        Pair(PubSubEmulator emulator, int number, Ground ground) {
            this.emulator = emulator;
            this.number = number;
            this.ground = ground;
            warm = ground.effort().of(1_000, 10_000, 120_000);
            all = ground.effort().of(25_000, 35_000, 220_000);
        }

        void run(List<Samples.Steady> bare, List<Samples.Steady> service) throws IOException, InterruptedException {
            publish();
            if (number % 2 == 0) {
                bare.add(bare());
                service.add(service());
            } else {
                service.add(service());
                bare.add(bare());
            }
        }

        private void publish() {
            String topic = "projects/acme/topics/bench-" + number;
            emulator.createTopic(topic);
            emulator.createSubscription(subscription("bare"), topic);
            emulator.createSubscription(subscription("service"), topic);
            for (int start = 0; start < all; start += BATCH) {
                List<String> some = new ArrayList<>();
                for (int i = start; i < start + BATCH; i++) {
                    some.add(template.replace(NUMBER, String.format(Locale.ROOT, "%010d", i)));
                }
                emulator.publish(topic, some);
            }
        }

        private String subscription(String who) {
            return "projects/acme/subscriptions/" + who + "-" + number;
        }

        private Samples.Steady bare() throws IOException, InterruptedException {
            Samples samples = new Samples();
            List<String> arguments = List.of(emulator.host(), subscription("bare"), Long.toString(all));
            Fork.run(
                    BareLoop.class,
                    List.of(),
                    arguments,
                    line -> Watch.read(line).ifPresent(samples::add));
            return samples.between(warm, all);
        }

        private Samples.Steady service() throws IOException, InterruptedException {
            Map<String, String> where =
                    Map.of("PUBSUB_EMULATOR_HOST", emulator.host(), "SUBSCRIPTION", subscription("service"));
            String config =
                    Configurations.with(Configurations.usual(ground.effort()).json(), "");
            try (Serving serving = new Serving(ground.jar(), List.of(), config, where)) {
                return serving.watch("unmatched", all).between(warm, all);
            }
        }
    }
}
