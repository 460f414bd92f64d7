package dev.bqdispatch.match;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bqdispatch.fault.CallFailed;
import dev.bqdispatch.fault.Failure;
import dev.bqdispatch.fault.Retrier;
import dev.bqdispatch.job.JobRef;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Looks for one job in one place after the other, until it is found. Used once. */
final class JobSearch {
    private final JobRecords jobs;
    private final Retrier retrier;
    private final List<JobRef> places;
    private final List<String> refused = new ArrayList<>();
    private @Nullable Failure passing;

    /** @param places one or more */
    JobSearch(JobRecords jobs, Retrier retrier, List<JobRef> places) {
        this.jobs = jobs;
        this.retrier = retrier;
        this.places = List.copyOf(places);
    }

    /** What a place says of the job. */
    record Sighting(JobRef place, ObjectNode resource) {}

    /** Where the job is; empty if no place knows it, and then {@link #failure} says why. */
    Future<Optional<Sighting>> run() {
        return look(0);
    }

    private Future<Optional<Sighting>> look(int index) {
        if (index == places.size()) {
            return Future.succeededFuture(Optional.empty());
        }
        JobRef place = places.get(index);
        return retrier.run(() -> jobs.get(place)).compose(tried -> {
            try {
                Optional<ObjectNode> resource = tried.get();
                return resource.isPresent()
                        ? Future.succeededFuture(Optional.of(new Sighting(place, resource.get())))
                        : look(index + 1);
            } catch (CallFailed e) {
                note(place, e.failure());
                return look(index + 1);
            }
        });
    }

    /** One place that fails does not say that the job is in none of the others. */
    private void note(JobRef place, Failure failure) {
        if (failure.isTransient()) {
            passing = failure;
        } else {
            refused.add(place.location() + ": " + failure);
        }
    }

    /** Whether every place has said that there is no such job; to be asked when nothing was found. */
    boolean sawNowhere() {
        return passing == null && refused.isEmpty();
    }

    /** Why nothing was found: for good only if every place refuses to say. */
    Failure failure() {
        if (passing != null) {
            return passing;
        }
        List<String> locations = places.stream().map(JobRef::location).toList();
        if (refused.size() == places.size()) {
            return Failure.permanent(String.join("; ", refused));
        }
        String others = refused.isEmpty() ? "" : "; " + String.join("; ", refused);
        return Failure.passing("there is no such job in " + String.join(", ", locations) + others);
    }
}
