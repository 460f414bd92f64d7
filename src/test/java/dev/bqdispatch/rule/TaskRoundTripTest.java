package dev.bqdispatch.rule;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bqdispatch.job.JobRef;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/** A chain lives in its tasks: what one replica writes is what another reads. */
class TaskRoundTripTest {
    private static final JobRef CHILD = new JobRef("p", "EU", "root--000_copy--dispatch");
    private static final JobRef ROOT = new JobRef("p", "EU", "root");

    private static Parsed<Task> read(byte[] json) {
        return TaskReader.read(new String(json, UTF_8), "task", Map.of(), name -> true, Calls.allowing(".*"));
    }

    @Test
    void aTaskIsWrittenForPeopleToo() {
        Action copy = Documents.filled("{'Action': 'copy', 'Async': true, 'Request': {'Dest': 'd.x', 'OnSuccess':"
                + " [{'Action': 'delete', 'Request': {'URLs': '$LoadURIs'}}]}}");
        Task task = new Task(null, null, CHILD, ROOT, "root", "r", List.of(copy), List.of());

        assertThat(TaskWriter.write(task, 1))
                .asString(UTF_8)
                .isEqualToIgnoringWhitespace(Documents.json("{'JobRef': {'ProjectID': 'p', 'Location': 'EU',"
                        + " 'JobID': 'root--000_copy--dispatch'}, 'ChainID': 'root',"
                        + " 'Root': {'ProjectID': 'p', 'Location': 'EU', 'JobID': 'root'}, 'Parent': 'root',"
                        + " 'Depth': 1, 'Route': 'r', 'OnSuccess': [{'Action': 'copy', 'Bound': true, 'Async': true,"
                        + " 'ProjectID': 'home', 'Location': 'EU',"
                        + " 'Request': {'Source': 'p:d.t_20240102', 'Dest': 'd.x'},"
                        + " 'OnSuccess': [{'Action': 'delete', 'Request': {'URLs': '$LoadURIs'}}]}],"
                        + " 'OnFailure': []}"));
    }

    @Property(tries = 500)
    void aTaskComesBackAsItWas(@ForAll("tasks") Task task) {
        Parsed<Task> back = read(TaskWriter.write(task, 3));

        assertThat(Documents.good(back)).isEqualTo(task);
        // Dollars are in its texts for the escaping's sake, not as expressions.
        assertThat(Documents.warnings(back)).allMatch(warning -> warning.contains("is no expression here"));
    }

    @Property(tries = 300)
    void theSameTaskGivesTheSameBytes(@ForAll("tasks") Task task) {
        byte[] bytes = TaskWriter.write(task, 3);

        assertThat(TaskWriter.write(Documents.good(read(bytes)), 3)).isEqualTo(bytes);
    }

    @Property(tries = 300)
    void aTaskThatIsHandedOverDiffersInItsJobAlone(@ForAll("tasks") Task task) {
        JobRef next = new JobRef("p", "EU", "root--000_copy_r1--dispatch");
        Task expected = new Task(
                task.deferTaskUrl(),
                task.jobIdHint(),
                next,
                task.root(),
                task.parent(),
                task.routeKey(),
                task.onSuccess(),
                task.onFailure());

        byte[] bytes = TaskWriter.handOver(new String(TaskWriter.write(task, 3), UTF_8), next);

        assertThat(Documents.good(read(bytes))).isEqualTo(expected);
        assertThat(task.jobRef() == null
                        || new String(TaskWriter.write(expected, 3), UTF_8).equals(new String(bytes, UTF_8)))
                .isTrue();
    }

    @Test
    void whatThePlanIsTheOnlyOneOfComesBackAndIsHandedOver() {
        Once once = new Once("GA4 daily", "d.t/20240102", ROOT);
        Task task = new Task(null, null, CHILD, ROOT, "root", "r", once, List.of(), List.of());
        byte[] written = TaskWriter.write(task, 1);

        assertThat(Documents.good(read(written))).isEqualTo(task);
        assertThat(Documents.good(read(TaskWriter.handOver(new String(written, UTF_8), ROOT)))
                        .once())
                .isEqualTo(once);
    }

    @Test
    void aTaskIsHandedOverInItsOwnSpelling() {
        String text = Documents.json(
                "{'jobref': {'ProjectID': 'p', 'Location': 'EU', 'JobID': 'a'}, 'Odd': [1, {}]," + " 'onsuccess': []}");

        assertThat(TaskWriter.handOver(text, CHILD))
                .asString(UTF_8)
                .isEqualToIgnoringWhitespace(text.replace("\"a\"", "\"" + CHILD.jobId() + "\""));
    }

    @Test
    void halfASurrogatePairIsNotLost() {
        Action query = new Action(
                ActionKind.QUERY,
                JsonNodeFactory.instance.objectNode().put("SQL", "\uD800 \uDC00 \uD83D\uDE00 \\ud800"),
                "p",
                "EU",
                null,
                false,
                true,
                List.of(),
                List.of());
        Task task = new Task(null, null, CHILD, ROOT, null, null, List.of(query), List.of());

        assertThat(Documents.good(read(TaskWriter.write(task, 1)))).isEqualTo(task);
    }

    @Provide
    Arbitrary<Task> tasks() {
        Arbitrary<List<Action>> plans = actions(2).list().ofMaxSize(3);
        return Combinators.combine(
                        Arbitraries.of("gs://bkt/tasks/", "gs://bkt").injectNull(0.5),
                        texts().injectNull(0.5),
                        Arbitraries.of(CHILD, ROOT).injectNull(0.5),
                        Arbitraries.of(CHILD, ROOT).injectNull(0.5),
                        texts().injectNull(0.5),
                        texts().injectNull(0.5),
                        plans,
                        plans)
                .as(Task::new);
    }

    private static Arbitrary<Action> actions(int depth) {
        Arbitrary<List<Action>> nested = depth == 0
                ? Arbitraries.just(List.of())
                : actions(depth - 1).list().ofMaxSize(2);
        Arbitrary<Action> jobs = Combinators.combine(
                        Arbitraries.of(
                                ActionKind.COPY,
                                ActionKind.EXPORT,
                                ActionKind.QUERY,
                                ActionKind.LOAD,
                                ActionKind.INSERT),
                        texts(),
                        Arbitraries.of("acme", "$ProjectID").injectNull(0.3),
                        Arbitraries.of("EU", "${env.A}").injectNull(0.3),
                        Arbitraries.of("gs://bkt/x/", "gs://bkt/$JobID").injectNull(0.3),
                        Arbitraries.integers().between(0, 3),
                        nested,
                        nested)
                .as((kind, text, project, location, folder, flags, success, failure) -> new Action(
                        kind,
                        request(kind, text),
                        project,
                        location,
                        folder,
                        flags % 2 == 1,
                        flags > 1,
                        flags % 3 == 1 ? "d.t_$Date" : null,
                        success,
                        failure));
        Arbitrary<Action> inline = Combinators.combine(
                        Arbitraries.of(ActionKind.values()).filter(kind -> !kind.isJob()),
                        texts(),
                        Arbitraries.of(true, false))
                .as((kind, text, bound) ->
                        new Action(kind, request(kind, text), null, null, null, false, bound, List.of(), List.of()));
        return Arbitraries.oneOf(jobs, inline);
    }

    /** Any text, also such as looks like a reference. */
    private static Arbitrary<String> texts() {
        Arbitrary<String> odd =
                Arbitraries.of("$", "$$", "${env.A}", "$JobID", "${DollarSign}", "\n", "ü", "\uD83D\uDE00");
        return Arbitraries.oneOf(odd, Arbitraries.strings().ascii().ofMaxLength(5))
                .list()
                .ofMaxSize(4)
                .map(parts -> "x" + String.join("", parts));
    }

    private static ObjectNode request(ActionKind kind, String text) {
        ObjectNode request = JsonNodeFactory.instance.objectNode();
        switch (kind) {
            case COPY -> request.put("Append", true).put("Dest", "d.t$x").put("Source", "d.s");
            case EXPORT ->
                request.put("Source", "d.s")
                        .put("FieldDelimiter", text)
                        .putArray("DestURLs")
                        .add("gs://bkt/x-*.csv");
            case QUERY -> request.put("Dest", "d.t").put("SQL", text);
            case LOAD -> {
                request.put("DestinationTable", "d.t").putArray("SourceUris").add("gs://bkt/x-*");
                request.put("Quote", "")
                        .put("Encoding", text)
                        .putObject("Schema")
                        .putArray("fields");
            }
            case INSERT -> request.put("Dest", "d.t").put("SQL", "SELECT '" + text + "'");
            case DROP -> request.put("Table", "d.t");
            case MOVE -> request.put("DestURL", "gs://bkt/y/").put("SourceURL", "gs://bkt/$x");
            case NOTIFY -> request.put("Channels", "#x").put("Message", text).put("Token", "t");
            case CALL -> request.put("URL", "https://host/").put("Body", text);
            case PUSH -> request.put("Topic", "done").put("Message", text);
            case DELETE -> request.putArray("URLs").add("gs://bkt/$" + "x").add("gs://bkt/y");
        }
        return request;
    }
}
