package dev.bqdispatch.config;

import dev.bqdispatch.job.JobRef;
import dev.bqdispatch.job.ObjectUrl;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** Reads the settings; used once. */
final class SettingsReader {
    private static final String SUBSCRIPTION_ID = "[A-Za-z][A-Za-z0-9._~+%-]{2,254}";
    private static final Pattern SUBSCRIPTION = Pattern.compile("projects/[^/\\s]+/subscriptions/" + SUBSCRIPTION_ID);
    private static final Pattern REGION = Pattern.compile("[a-z0-9-]{1,60}");
    private static final int HOUR_MS = 3_600_000;

    private final Values values;
    private final Optional<String> project;

    SettingsReader(Values values) {
        this.values = values;
        this.project = project();
    }

    /** Empty if there was a problem, which is noted. */
    Optional<Settings> read() {
        Optional<ObjectUrl> journal = requiredFolder("JournalURL");
        Optional<ObjectUrl> error = requiredFolder("ErrorURL");
        Optional<ObjectUrl> tasks = requiredFolder("DeferTaskURL");
        boolean journalApart = apart("JournalURL", journal, tasks);
        boolean apart = apart("ErrorURL", error, tasks) && journalApart;
        Optional<ObjectUrl> state = state(journal, tasks);
        Optional<String> subscription = subscription();
        Optional<String> region = region();
        Duration checkIn = Duration.ofMillis(values.whole("CheckInMs", 10_000, 100, HOUR_MS));
        int maxInFlight = values.whole("MaxInFlight", 1_000, 1, 100_000);
        int pulls = values.whole("Pulls", 4, 1, 100);
        int workers = values.whole("Workers", 64, 1, 1_000);
        Duration drain = Duration.ofMillis(values.whole("DrainTimeoutMs", 25_000, 0, HOUR_MS));
        if (journal.isPresent() && journal.equals(error)) {
            values.warning("ErrorURL", "is JournalURL too: where an entry lies will not show whether it failed");
        }
        boolean all = apart && journal.isPresent() && error.isPresent() && tasks.isPresent() && state.isPresent();
        if (!all || project.isEmpty() || subscription.isEmpty() || region.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Settings(
                project.get(),
                journal.get(),
                error.get(),
                tasks.get(),
                state.get(),
                subscription.get(),
                region.get(),
                checkIn,
                maxInFlight,
                pulls,
                workers,
                drain));
    }

    private Optional<ObjectUrl> requiredFolder(String key) {
        if (!values.said(key)) {
            values.problem(key, "is missing; expected gs://bucket/folder/");
        }
        return values.folder(key);
    }

    /** Whether a folder lies outside that of tasks; if not, it is noted. */
    private boolean apart(String key, Optional<ObjectUrl> folder, Optional<ObjectUrl> tasks) {
        boolean within = folder.isPresent() && tasks.isPresent() && tasks.get().contains(folder.get());
        if (within) {
            values.problem(
                    key, "lies in DeferTaskURL, where entries would be taken for tasks; expected a folder outside");
        }
        return !within;
    }

    private Optional<ObjectUrl> state(Optional<ObjectUrl> journal, Optional<ObjectUrl> tasks) {
        if (!values.said("StateURL")) {
            return journal.map(folder -> folder.in("_bqdispatch/"));
        }
        Optional<ObjectUrl> state = values.folder("StateURL");
        if (state.isPresent() && tasks.isPresent() && tasks.get().contains(state.get())) {
            values.problem(
                    "StateURL", "lies in DeferTaskURL, where it would be taken for tasks; expected a folder outside");
            return Optional.empty();
        }
        return state;
    }

    private Optional<String> project() {
        Optional<String> text = values.required(
                "ProjectID", "a project ID here, as variable GCLOUD_PROJECT, as --project, or in the credentials");
        return matching("ProjectID", text, JobRef::isProject, "a project ID such as my-project");
    }

    private Optional<String> region() {
        return matching("Region", values.text("Region"), REGION.asMatchPredicate(), "a region such as us-central1");
    }

    private Optional<String> subscription() {
        Optional<String> text = values.required(
                "Subscription", "projects/P/subscriptions/S here, as variable SUBSCRIPTION, or as --subscription");
        if (text.isPresent() && text.get().matches(SUBSCRIPTION_ID)) {
            // Without a project, which is a problem of its own, there is no name to build.
            return project.map(known -> "projects/" + known + "/subscriptions/" + text.get());
        }
        return matching(
                "Subscription",
                text,
                SUBSCRIPTION.asMatchPredicate(),
                "projects/P/subscriptions/S, or S alone if it is in ProjectID; S has 3 to 255 letters, digits or any of"
                        + " -._~+% and begins with a letter");
    }

    private Optional<String> matching(String key, Optional<String> text, Predicate<String> form, String expected) {
        boolean bad = text.isPresent() && !form.test(text.get());
        if (bad) {
            values.unlike(key, expected);
        }
        return bad ? Optional.empty() : text;
    }
}
