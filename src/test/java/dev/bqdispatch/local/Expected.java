package dev.bqdispatch.local;

import com.fasterxml.jackson.databind.JsonNode;
import dev.bqdispatch.fake.FakeSlack;
import dev.bqdispatch.fake.FakeStorage;
import dev.bqdispatch.fake.FakeTarget;
import dev.bqdispatch.fake.PubSubMessage;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Something that must be so in the end.
 *
 * @param what in a few words, for people
 * @param amiss what is so instead; empty if it is as expected
 */
record Expected(String what, Function<LocalCloud, Optional<String>> amiss) {

    /** There is an entry of the job in the folder, with that status and these steps, such as {@code export submitted}. */
    static Expected entry(String jobId, String folder, String status, String... steps) {
        String wanted = folder + ": " + status + "; " + String.join(", ", steps);
        return new Expected("entry of " + jobId + " in " + wanted, cloud -> {
            Optional<Entry> entry = Entry.of(jobId, storage(cloud));
            String found = entry.map(Expected::summary).orElse("no entry");
            return Optional.of(found).filter(text -> !text.equals(wanted));
        });
    }

    private static String summary(Entry entry) {
        String path = entry.url().substring(LocalCloud.BUCKET.length());
        String folder = path.substring(0, path.indexOf('/') + 1);
        return folder + ": " + entry.status() + "; " + String.join(", ", entry.steps());
    }

    static Expected noEntry(String jobId) {
        return new Expected(
                "no entry of " + jobId, cloud -> Entry.of(jobId, storage(cloud)).map(Entry::url));
    }

    static Expected object(String path) {
        return new Expected(
                LocalCloud.BUCKET + path + " is there",
                cloud -> Optional.of("it is not there").filter(any -> !exists(cloud, path)));
    }

    static Expected gone(String path) {
        return new Expected(
                LocalCloud.BUCKET + path + " is gone",
                cloud -> Optional.of("it is still there").filter(any -> exists(cloud, path)));
    }

    static Expected table(String name) {
        String whole = LocalCloud.PROJECT + ":" + name;
        return new Expected(
                "table " + name + " is there",
                cloud -> Optional.of("it is not there")
                        .filter(any -> !cloud.world().bigQuery().tables().exists(whole)));
    }

    static Expected noTable(String name) {
        String whole = LocalCloud.PROJECT + ":" + name;
        return new Expected(
                "table " + name + " is not there",
                cloud -> Optional.of("it is there")
                        .filter(any -> cloud.world().bigQuery().tables().exists(whole)));
    }

    /** The message was set aside, and the reason begins so. */
    static Expected setAside(String reason) {
        return new Expected("one message in errors/invalid/: " + reason, cloud -> {
            List<String> kept = storage(cloud).list(LocalCloud.BUCKET + "errors/invalid/");
            boolean right = kept.size() == 1 && storage(cloud).text(kept.get(0)).contains("\"reason\" : \"" + reason);
            return Optional.of(kept.size() + " messages: " + kept).filter(any -> !right);
        });
    }

    /** Slack has the message, by whom the secret names. */
    static Expected posted(String channel, String text) {
        return new Expected("Slack's " + channel + " has '" + text + "'", cloud -> {
            List<FakeSlack.Post> posts = cloud.world().slack().posts(channel);
            boolean right = posts.size() == 1
                    && posts.get(0).token().equals(LocalCloud.SLACK_TOKEN)
                    && posts.get(0).message().path("text").asText().equals(text);
            return Optional.of(posts.size() + " messages there").filter(any -> !right);
        });
    }

    /** A service was called once at that path, with an identity token. */
    static Expected called(String path) {
        return new Expected("POST " + path + " with an identity token", cloud -> {
            List<FakeTarget.Request> requests = cloud.world().target().requests();
            boolean right = requests.size() == 1
                    && requests.get(0).path().equals(path)
                    && requests.get(0).header("Authorization").startsWith("Bearer ey");
            return Optional.of(requests.size() + " requests").filter(any -> !right);
        });
    }

    /** The topic has one message. */
    static Expected published(String topic, String text) {
        return new Expected("the message " + text + " in " + topic, cloud -> {
            List<PubSubMessage> messages = cloud.world().pubSub().publishedTo(topic);
            boolean right = messages.size() == 1 && messages.get(0).text().equals(text);
            return Optional.of(messages.size() + " messages there").filter(any -> !right);
        });
    }

    /** The child job ended well. */
    static Expected childDone(String jobId) {
        return new Expected("job " + jobId + " succeeded", cloud -> {
            String state = cloud.world().bigQuery().jobs().stream()
                    .filter(job -> job.at("/jobReference/jobId").asText().equals(jobId))
                    .map(Expected::state)
                    .findFirst()
                    .orElse("there is no such job");
            return Optional.of(state).filter(text -> !text.equals("DONE"));
        });
    }

    /** {@code RUNNING}, {@code DONE}, {@code FAILED}. */
    static String state(JsonNode job) {
        boolean failed = job.at("/status/errorResult").isObject();
        return failed ? "FAILED" : job.at("/status/state").asText();
    }

    static Expected allAcknowledged() {
        return new Expected("every message is acknowledged", cloud -> {
            int left = cloud.world().pubSub().unacked().size();
            return Optional.of(left + " are not").filter(any -> left > 0);
        });
    }

    static Expected noTaskLeft() {
        return new Expected("no deferred task is left in tasks/", cloud -> {
            List<String> left = storage(cloud).list(LocalCloud.BUCKET + "tasks/");
            return Optional.of(String.join(", ", left)).filter(any -> !left.isEmpty());
        });
    }

    private static boolean exists(LocalCloud cloud, String path) {
        return storage(cloud).exists(LocalCloud.BUCKET + path);
    }

    private static FakeStorage storage(LocalCloud cloud) {
        return cloud.world().storage();
    }
}
