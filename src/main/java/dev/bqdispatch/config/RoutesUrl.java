package dev.bqdispatch.config;

import dev.bqdispatch.job.ObjectUrl;
import java.util.Map;
import java.util.Optional;

/** What may be named as the folder of routes. */
final class RoutesUrl {
    private RoutesUrl() {}

    /** Reads it; empty if it is none. */
    static Optional<ObjectUrl> parse(String text) {
        return ObjectUrl.parse(text).map(ObjectUrl::asFolder);
    }

    /** Everything in the folder is read for routes, so what the service writes must not be in it. */
    static void check(Values values, Optional<Settings> settings) {
        Optional<String> text = values.text("RoutesURL");
        Optional<ObjectUrl> folder = text.flatMap(RoutesUrl::parse);
        if (text.isPresent() && folder.isEmpty()) {
            values.unlike("RoutesURL", "gs://bucket/folder/");
        }
        if (folder.isEmpty() || settings.isEmpty()) {
            return;
        }
        Settings known = settings.get();
        Map<String, ObjectUrl> written = Map.of(
                "JournalURL", known.journalUrl(),
                "ErrorURL", known.errorUrl(),
                "DeferTaskURL", known.deferTaskUrl(),
                "StateURL", known.stateUrl());
        written.entrySet().stream()
                .filter(other -> other.getValue().contains(folder.get())
                        && !other.getValue().equals(folder.get()))
                .map(Map.Entry::getKey)
                .sorted()
                .findFirst()
                .ifPresent(key -> values.problem(
                        "RoutesURL", "lies in " + key + ", where the service writes; expected a folder of its own"));
        written.entrySet().stream()
                .filter(other -> folder.get().contains(other.getValue()))
                .map(Map.Entry::getKey)
                .sorted()
                .findFirst()
                .ifPresent(key -> values.problem(
                        "RoutesURL",
                        "contains " + key + ", whose objects are no routes; expected a folder of its own"));
    }
}
