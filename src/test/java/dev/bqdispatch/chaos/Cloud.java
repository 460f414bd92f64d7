package dev.bqdispatch.chaos;

import com.fasterxml.jackson.databind.JsonNode;
import dev.bqdispatch.fake.FakeWorld;
import dev.bqdispatch.fake.Gateway;
import dev.bqdispatch.fake.JobFailure;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Google as the replicas find it: one world, to which each of them has a way of its own. */
final class Cloud implements AutoCloseable {
    static final String CONFIG = "gs://ops/bqdispatch.json";
    private static final Duration JOB_TIME = Duration.ofMillis(300);
    private static final Pattern FALTERS = Pattern.compile(Documents.FALTERS + "(?<attempts>\\d)");
    private static final Pattern RETRY = Pattern.compile("_r(?<retry>\\d+)--dispatch(_nop)?$");

    private final FakeWorld world;

    /** @param clock of Google */
    Cloud(String configuration, Clock clock) {
        world = new FakeWorld(clock);
        world.storage().createBucket("ops");
        world.storage().createBucket("data");
        world.storage().put(CONFIG, configuration);
        world.bigQuery().completionDelay(JOB_TIME);
        world.bigQuery().failJobs(Cloud::falters, new JobFailure("backendError", "it falters, as the SQL asked"));
    }

    FakeWorld world() {
        return world;
    }

    /** What a replica must be told to find its way through a gateway and nowhere else. */
    static Map<String, String> environment(Gateway gateway) {
        Map<String, String> environment = new TreeMap<>();
        environment.put("CONFIG", CONFIG);
        environment.put("PUBSUB_EMULATOR_HOST", gateway.url());
        environment.put("STORAGE_EMULATOR_HOST", gateway.url());
        environment.put("BIGQUERY_EMULATOR_HOST", gateway.url());
        environment.put("KMS_EMULATOR_HOST", gateway.url());
        environment.put("SLACK_API_URL", gateway.url() + "/slack");
        environment.put("TARGET", gateway.url() + "/target");
        environment.put("SLACK_TOKEN", "xoxb-chaos");
        environment.put("HOST", "127.0.0.1");
        environment.put("PORT", "0");
        environment.put("LOG_FORMAT", "text");
        return environment;
    }

    private static boolean falters(JsonNode job) {
        Matcher wanted = FALTERS.matcher(job.at("/configuration/query/query").asText());
        Matcher retry = RETRY.matcher(jobId(job));
        int attempt = retry.find() ? Integer.parseInt(retry.group("retry")) : 0;
        return wanted.find() && attempt < Integer.parseInt(wanted.group("attempts"));
    }

    static String jobId(JsonNode job) {
        return job.at("/jobReference/jobId").asText();
    }

    @Override
    public void close() {
        world.close();
    }
}
