package dev.bqdispatch.local;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/** Lets the samples happen one after the other, and tells of each what came of it. */
final class Rehearsal {
    private static final Duration LOOK_AGAIN = Duration.ofMillis(50);

    private final LocalCloud cloud;
    private final ServiceProcess service;
    private final Telling telling;
    private final Duration patience;
    private final long deadline;

    /** @param patience for all samples together; one alone may use a quarter, so that it leaves time for the others */
    Rehearsal(LocalCloud cloud, ServiceProcess service, Telling telling, Duration patience) {
        this.cloud = cloud;
        this.service = service;
        this.telling = telling;
        this.patience = patience;
        this.deadline = System.nanoTime() + patience.toNanos();
    }

    /**
     * Runs them all.
     *
     * @return everything that was checked
     * @throws IllegalStateException if the service ends meanwhile, or does not become ready
     */
    List<Checked> run() throws InterruptedException {
        if (!comesTrue(service::isReady, deadline)) {
            throw new IllegalStateException("the service did not become ready in time");
        }
        telling.ready(service.url());
        List<Checked> all = new ArrayList<>();
        int number = 0;
        for (Sample sample : Samples.all()) {
            telling.happens(++number, sample);
            sample.happens().accept(cloud);
            List<Checked> checked = await("sample " + number, sample.expected());
            telling.cameOf(sample, checked);
            all.addAll(checked);
        }
        all.addAll(await("at the end", Samples.atTheEnd()));
        return all;
    }

    private List<Checked> await(String when, List<Expected> expected) throws InterruptedException {
        long share = System.nanoTime() + patience.dividedBy(4).toNanos();
        comesTrue(
                () -> expected.stream()
                        .allMatch(each -> each.amiss().apply(cloud).isEmpty()),
                Math.min(share, deadline));
        return expected.stream()
                .map(each -> new Checked(when, each.what(), each.amiss().apply(cloud)))
                .toList();
    }

    private boolean comesTrue(BooleanSupplier wanted, long until) throws InterruptedException {
        while (!wanted.getAsBoolean()) {
            if (service.endsWithin(LOOK_AGAIN)) {
                throw new IllegalStateException("the service ended with exit code " + service.exitCode());
            }
            if (System.nanoTime() - until > 0) {
                return false;
            }
        }
        return true;
    }
}
