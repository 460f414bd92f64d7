package dev.bqdispatch.rule;

import java.util.List;
import java.util.Set;

/** Documents whose actions may call some URLs. */
final class Calls {
    private Calls() {}

    /** {@code AllowCall} of a configuration, regexes in single quotes. */
    static AllowCall allowing(String... regexes) {
        Faults faults = new Faults("test");
        String list = "'" + String.join("', '", regexes) + "'";
        AllowCall allow = AllowCall.read(
                Fields.of(Documents.node("{'AllowCall': [" + list.replace("\\", "\\\\") + "]}"), "$", faults),
                Documents.CONFIG,
                Documents.ENV,
                faults);
        if (faults.found()) {
            throw new IllegalArgumentException(faults.problems().toString());
        }
        return allow;
    }

    /** A task with one call for success. */
    static Parsed<Task> task(String request, AllowCall allow) {
        return TaskReader.read(
                Documents.json("{'OnSuccess': [{'Action': 'call', 'Request': {" + request + "}}]}"),
                "task.json",
                Documents.CONFIG,
                Set.of("HOME")::contains,
                allow);
    }

    static List<String> problems(String request, AllowCall allow) {
        return Documents.problems(task(request, allow));
    }

    /** What a call orders when its turn comes, wherever it leads. */
    static Parsed<Request> ordered(String request) {
        Task task = Documents.good(task(request, allowing(".*")));
        return RequestReader.read(
                Documents.filling(java.util.Map.of()).fill(task.onSuccess().get(0)), "home", Documents.ENV);
    }

    static Request.Call call(String request) {
        return (Request.Call) Documents.good(ordered(request));
    }
}
