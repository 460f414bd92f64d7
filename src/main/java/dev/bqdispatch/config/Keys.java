package dev.bqdispatch.config;

import com.fasterxml.jackson.databind.JsonNode;
import dev.bqdispatch.rule.Faults;
import dev.bqdispatch.rule.Fields;
import dev.bqdispatch.rule.Spelling;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The keys at the top of the document: which are known, and what to say of those that do nothing. */
final class Keys {
    private static final List<String> IN_USE = List.of(
            "JournalURL",
            "ErrorURL",
            "DeferTaskURL",
            "StateURL",
            "Subscription",
            "ProjectID",
            "Region",
            "Bucket",
            "Routes",
            "RoutesURL",
            "CheckInMs",
            "MaxInFlight",
            "Pulls",
            "Workers",
            "GiveUpAfter",
            "MaxDepth",
            "MaxChildAttempts",
            "DrainTimeoutMs",
            "TaskEnv",
            "AllowCall",
            "ReconcileSeconds",
            "ReconcileAfterSeconds",
            "ReconcileLookbackHours",
            "ReconcileProjects",
            "OrphanAfterHours");
    private static final List<String> OF_BQTAIL = List.of("MaxConcurrentSQL", "MaxConcurrentLoad", "RunOnce");
    private static final List<String> KNOWN =
            Stream.of(IN_USE, OF_BQTAIL).flatMap(List::stream).toList();
    private static final Set<String> FOLDED =
            KNOWN.stream().map(key -> key.toLowerCase(Locale.ROOT)).collect(Collectors.toUnmodifiableSet());

    private Keys() {}

    static void check(JsonNode root, Fields fields, Faults faults) {
        OF_BQTAIL.stream()
                .filter(fields::has)
                .forEach(key ->
                        faults.warning(fields.path(key), "is of BqTail and ignored: BigQuery queues jobs itself"));
        root.properties().forEach(entry -> {
            if (!FOLDED.contains(entry.getKey().toLowerCase(Locale.ROOT))) {
                unknown(entry.getKey(), entry.getValue(), faults);
            }
        });
    }

    /** Any other scalar is a variable, but one that nearly has the name of a setting was probably meant to be it. */
    private static void unknown(String key, JsonNode value, Faults faults) {
        String path = "$." + key;
        if (!value.isValueNode()) {
            faults.warning(path, () -> "is unknown and ignored" + Spelling.hint(key, IN_USE));
        } else {
            Spelling.slip(key, KNOWN)
                    .ifPresent(known -> faults.warning(
                            path, "is only a variable, ${config." + key + "}; did you mean '" + known + "'?"));
        }
    }
}
