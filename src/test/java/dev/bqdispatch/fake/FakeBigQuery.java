package dev.bqdispatch.fake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * BigQuery's jobs (<a href="https://cloud.google.com/bigquery/docs/reference/rest/v2/jobs">jobs</a>). A job ends within
 * its insert, after a delay, or when the test says so; then its effect is done and listeners get the REST resource.
 */
public final class FakeBigQuery implements AutoCloseable {
    /** Who submits the jobs that come through a gateway. */
    public static final String SERVICE_USER = "bqdispatch@fake.iam.gserviceaccount.com";

    private static final Logger LOG = LoggerFactory.getLogger(FakeBigQuery.class);
    private static final Pattern JOB_ID = Pattern.compile("[A-Za-z0-9_-]{1,1024}");

    private final Clock clock;
    private final FakeTables tables;
    private final JobEffects effects;
    private final Map<JobRef, ObjectNode> jobs = new LinkedHashMap<>();
    private final List<Consumer<JsonNode>> listeners = new CopyOnWriteArrayList<>();
    private final List<FailureRule> failures = new CopyOnWriteArrayList<>();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(body -> {
        Thread thread = new Thread(body, "fake-bigquery");
        thread.setDaemon(true);
        return thread;
    });
    /** What was found for the first page of a list: to look for it anew for each page would take minutes in a long run. */
    private List<JsonNode> lastFound = List.of();

    private @Nullable JobListing lastListing;
    private Optional<Duration> completionDelay = Optional.of(Duration.ZERO);
    private long generatedIds;

    private record FailureRule(Predicate<JsonNode> concerns, JobFailure failure) {}

    FakeBigQuery(Clock clock, FakeStorage storage) {
        this.clock = clock;
        tables = new FakeTables(clock);
        effects = new JobEffects(tables, storage);
        failJobs(
                job -> Json.text(job, "configuration.query.query", "").contains("ERROR("),
                new JobFailure("invalidQuery", "Query error: as the SQL asked"));
    }

    public FakeTables tables() {
        return tables;
    }

    /** Jobs complete so long (real time) after their insert; ZERO, the default, completes them within it. */
    public synchronized void completionDelay(Duration delay) {
        completionDelay = Optional.of(delay);
    }

    /** Jobs stay RUNNING until {@link #complete} or {@link #completeAll}. */
    public synchronized void completeManually() {
        completionDelay = Optional.empty();
    }

    /** Jobs for which the predicate holds (given the REST resource) fail from now on. */
    public void failJobs(Predicate<JsonNode> concerns, JobFailure failure) {
        failures.add(0, new FailureRule(concerns, failure));
    }

    /** The listener is called once per job that completes here, with its REST resource. */
    public void onCompletion(Consumer<JsonNode> listener) {
        listeners.add(listener);
    }

    /** Puts a job of somebody else's in place, as {@link SampleJob#toRest()} makes it, without effect or event. */
    public synchronized void add(JsonNode rest) {
        jobs.put(JobRef.of(rest), rest.deepCopy());
    }

    public synchronized Optional<JsonNode> job(String project, String location, String id) {
        return Optional.ofNullable(jobs.get(new JobRef(project, location, id))).map(JsonNode::deepCopy);
    }

    /** All jobs, oldest first. */
    public synchronized List<JsonNode> jobs() {
        return jobs.values().stream().<JsonNode>map(JsonNode::deepCopy).toList();
    }

    public List<String> jobIds() {
        return jobs().stream().map(job -> JobRef.of(job).id()).toList();
    }

    /** IDs of the jobs that came through a gateway. */
    public synchronized List<String> submittedIds() {
        return jobs.entrySet().stream()
                .filter(e -> SERVICE_USER.equals(Json.text(e.getValue(), "user_email")))
                .map(e -> e.getKey().id())
                .toList();
    }

    /** Copies what it shows, and not all that there is: a long run has many jobs. */
    synchronized JsonNode list(JobListing question) {
        if (!question.isNextOf(lastListing)) {
            lastFound = question.find(jobs.values());
        }
        lastListing = question;
        return question.page(lastFound);
    }

    /** Completes the running jobs of that ID, in whatever project and location. */
    public void complete(String jobId) {
        completeThose(ref -> ref.id().equals(jobId));
    }

    public void completeAll() {
        completeThose(ref -> true);
    }

    synchronized JsonNode insert(String project, JsonNode body, String user) {
        JsonNode configuration = body.path("configuration");
        JobChecks.check(configuration);
        String id = Json.text(body, "jobReference.jobId", "");
        JobRef ref = new JobRef(
                Json.text(body, "jobReference.projectId", project),
                Json.text(body, "jobReference.location", "US"),
                id.isEmpty() ? "job_fake" + ++generatedIds : id);
        if (!JOB_ID.matcher(ref.id()).matches()) {
            throw GoogleError.badRequest("invalid", "Invalid job ID \"" + ref.id() + "\".");
        }
        if (jobs.containsKey(ref)) {
            throw new GoogleError(409, "duplicate", "Already Exists: Job " + ref);
        }
        ObjectNode pending = JobResource.pending(ref, configuration, user, clock.instant());
        jobs.put(ref, JobResource.running(pending, clock.instant()));
        schedule(ref);
        return completionDelay.equals(Optional.of(Duration.ZERO)) ? required(ref) : pending;
    }

    /** Without a location only jobs of the US and EU multi-regions are found, as with Google. */
    synchronized JsonNode get(String project, String id, @Nullable String location) {
        List<String> where = location == null ? List.of("US", "EU") : List.of(location);
        return where.stream()
                .map(place -> jobs.get(new JobRef(project, place, id)))
                .filter(Objects::nonNull)
                .findFirst()
                .orElseThrow(() -> GoogleError.notFound(
                        "Not found: Job " + project + ":" + (location == null ? "" : location + ".") + id))
                .deepCopy();
    }

    private JsonNode required(JobRef ref) {
        return get(ref.project(), ref.id(), ref.location());
    }

    private void schedule(JobRef ref) {
        if (completionDelay.isEmpty()) {
            return;
        }
        Duration delay = completionDelay.get();
        if (delay.isZero()) {
            finish(ref);
        } else {
            var unused = timer.schedule(() -> finishAloud(ref), delay.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    /** A timer swallows exceptions, and a listener that fails is a mistake of the test. */
    private void finishAloud(JobRef ref) {
        try {
            finish(ref);
        } catch (RuntimeException e) {
            LOG.error("job {} could not complete", ref, e);
        }
    }

    private void completeThose(Predicate<JobRef> concerned) {
        List<JobRef> running;
        synchronized (this) {
            running = new ArrayList<>(jobs.entrySet().stream()
                    .filter(e -> !JobResource.isDone(e.getValue()) && concerned.test(e.getKey()))
                    .map(Map.Entry::getKey)
                    .toList());
        }
        running.forEach(this::finish);
    }

    private synchronized void finish(JobRef ref) {
        ObjectNode running = jobs.get(ref);
        if (running == null || JobResource.isDone(running)) {
            return;
        }
        JobFailure failure = failures.stream()
                .filter(rule -> rule.concerns().test(running))
                .findFirst()
                .map(FailureRule::failure)
                .orElse(null);
        ObjectNode finished = JobResource.done(running, clock.instant(), failure);
        if (failure == null) {
            effects.apply(finished);
        } else if (!failure.reason().startsWith("invalid")) {
            effects.name(finished);
        }
        jobs.put(ref, finished);
        listeners.forEach(listener -> listener.accept(finished.deepCopy()));
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
