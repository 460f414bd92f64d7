package dev.bqdispatch.match;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bqdispatch.bus.Addresses;
import dev.bqdispatch.bus.Bus;
import dev.bqdispatch.fault.Failure;
import dev.bqdispatch.fault.Retrier;
import dev.bqdispatch.job.Decoded;
import dev.bqdispatch.job.JobRef;
import dev.bqdispatch.job.JobResource;
import dev.bqdispatch.message.FindJob;
import dev.bqdispatch.message.FoundJob;
import dev.bqdispatch.message.LocateJob;
import dev.bqdispatch.message.NotNow;
import dev.bqdispatch.message.Whereabouts;
import dev.bqdispatch.rule.Policy;
import dev.bqdispatch.rule.Rules;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.time.Clock;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Looks jobs up that their events do not tell, or not whole; deployed with a worker pool of its own, on which looking
 * blocks. What is not found, or not done, is waited for until the event is given up: a reference may be ahead of its job.
 */
public final class JobVerticle extends VerticleBase {
    private final Bus bus;
    private final JobRecords jobs;
    private final JobPlaces places;
    private final Clock clock;
    private final RandomGenerator random;
    private final Retrier.Patience patience;
    private Policy policy;

    /** @param first the rules until others are published */
    public JobVerticle(
            Bus bus,
            JobRecords jobs,
            JobPlaces places,
            Rules first,
            Clock clock,
            RandomGenerator random,
            Retrier.Patience patience) {
        this.bus = bus;
        this.jobs = jobs;
        this.places = places;
        this.policy = first.policy();
        this.clock = clock;
        this.random = random;
        this.patience = patience;
    }

    @Override
    public Future<?> start() {
        Retrier retrier = new Retrier(vertx, random, patience);
        return Future.all(
                bus.listen(Addresses.RULES, news -> policy = news.rules().policy()),
                bus.serve(Addresses.WHERE, question -> locate(retrier, question)),
                bus.serve(Addresses.JOBS, question -> find(retrier, question)));
    }

    private Future<Whereabouts> locate(Retrier retrier, LocateJob question) {
        List<JobRef> all = question.pointers().stream()
                .flatMap(pointer -> places.candidates(pointer).stream())
                .filter(place -> !question.except().contains(place))
                .distinct()
                .toList();
        JobSearch search = new JobSearch(jobs, retrier, all);
        return search.run()
                .map(found -> found.map(JobVerticle::whereabouts)
                        .orElseGet(() -> search.sawNowhere()
                                ? new Whereabouts.Nowhere(all)
                                : new Whereabouts.Unclear(search.failure().toString())));
    }

    private static Whereabouts whereabouts(JobSearch.Sighting found) {
        Decoded decoded = read(found);
        if (decoded instanceof Decoded.Finished done) {
            return new Whereabouts.Done(done.job(), done.resource());
        }
        return decoded instanceof Decoded.Ignored
                ? new Whereabouts.Unfinished(found.place())
                : new Whereabouts.Unclear(unreadable(decoded));
    }

    private Future<FoundJob> find(Retrier retrier, FindJob question) {
        JobSearch search = new JobSearch(jobs, retrier, places.candidates(question.pointer()));
        return search.run()
                .map(found -> found.map(sighting -> judge(question, sighting))
                        .orElseGet(() -> failed(question, search.failure())));
    }

    private FoundJob judge(FindJob question, JobSearch.Sighting found) {
        Decoded decoded = read(found);
        if (decoded instanceof Decoded.Finished done) {
            return new FoundJob.Done(done.job(), done.resource());
        }
        Failure failure = decoded instanceof Decoded.Ignored ignored
                ? Failure.passing(ignored.why())
                : Failure.permanent(unreadable(decoded));
        return failed(question, failure);
    }

    private static Decoded read(JobSearch.Sighting found) {
        ObjectNode resource = found.resource();
        // Not every emulator says where a job is; we do know by now, and J depends on it.
        if (resource.path("jobReference") instanceof ObjectNode reference && !reference.hasNonNull("location")) {
            reference.put("location", found.place().location());
        }
        return JobResource.read(resource);
    }

    private static String unreadable(Decoded decoded) {
        return "BigQuery's answer can't be read: "
                + (decoded instanceof Decoded.Invalid invalid ? invalid.reason() : "it tells of no job");
    }

    private FoundJob failed(FindJob question, Failure failure) {
        String place = "looking up " + question.pointer();
        if (!failure.isTransient()) {
            return new FoundJob.Lost(place + ": " + failure);
        }
        return policy.givesUp(question.published(), clock.instant())
                ? new FoundJob.Lost("gave up after " + policy.patience() + " of " + place + ": " + failure)
                : new NotNow(NotNow.Why.EVENT, place, failure);
    }
}
