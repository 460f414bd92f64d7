package dev.bqdispatch.bench;

import java.io.IOException;
import java.util.List;

/** Events that nothing waits for, from memory at the port of ingest, where no network hides what the stages cost. */
final class InMemory implements Measurement {
    private static final Bar CPU_BAR = Bar.atMost(25_000);

    @Override
    public String name() {
        return "ingest";
    }

    @Override
    public Found measure(Ground ground) throws IOException, InterruptedException {
        Pairs found = new Pairs();
        int pairs = ground.effort().of(1, 1, 5);
        for (int pair = 0; pair < pairs; pair++) {
            ground.telling().now("ingest, pair " + (pair + 1) + " of " + pairs);
            boolean bareFirst = pair % 2 == 0;
            Samples.Steady first = run(bareFirst ? "bare" : "stages", ground.effort());
            Samples.Steady second = run(bareFirst ? "stages" : "bare", ground.effort());
            found.add(bareFirst ? second : first, bareFirst ? first : second);
        }
        String what = "CPU per unmatched event of 3 KB above the bare loop, from memory";
        return Found.of(List.of(
                Row.held(name(), what, Unit.NANOS, CPU_BAR, found.cpuAbove(), found.cpusAbove()),
                Row.information(
                        name(), "unmatched events per second, from memory", Unit.PER_SECOND, found.service(), "")));
    }

    /** The bare loop is so fast that it needs many more events to be looked at twice. */
    private static Samples.Steady run(String what, Effort effort) throws IOException, InterruptedException {
        int times = what.equals("bare") ? 100 : 1;
        long warm = times * effort.<Long>of(1_000L, 200_000L, 400_000L);
        long all = times * effort.<Long>of(60_000L, 300_000L, 800_000L);
        Samples samples = new Samples();
        Fork.run(
                MemoryLoad.class,
                List.of(),
                List.of(what, Long.toString(all), Integer.toString(effort.of(10, 1_000, 1_000))),
                line -> Watch.read(line).ifPresent(samples::add));
        return samples.between(warm, all);
    }
}
