package dev.bqdispatch.rule;

import java.util.List;
import java.util.stream.Stream;

/**
 * What stands in the tasks that BqTail writes, beside what is known here. Of 1.x it only tells where a task came from;
 * 2.x has tasks of another kind.
 *
 * @see <a href="https://github.com/viant/bqtail/blob/v1.1.1/task/actions.go">The tasks of BqTail 1.1.1</a>
 */
final class BqTail {
    /** Keys of 1.x at the top of a task, without effect. */
    static final List<String> OF_TASKS = List.of(
            "SourceURL",
            "SourceURI",
            "Counter",
            "LoadURIs",
            "TempTable",
            "DestTable",
            "EventID",
            "Action",
            "Suffix",
            "Step",
            "RuleURL",
            "SourceTime",
            "ProjectID",
            "Region");

    /** Keys of 1.x in a request, without effect: what stands at the top, and what its runner adds. */
    static final List<String> OF_REQUESTS = Stream.concat(
                    OF_TASKS.stream().filter(key -> !key.equals("SourceURL")),
                    Stream.of("Job", "Error", "JobSource", "Root", "Response"))
            .toList();

    /** Keys of 2.x at the top of a task; in 1.x they are null. */
    static final List<String> OF_TASKS_2 = List.of("Meta", "Job", "ProcessURL");

    private BqTail() {}
}
