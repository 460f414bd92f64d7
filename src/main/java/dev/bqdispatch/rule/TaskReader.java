package dev.bqdispatch.rule;

import com.fasterxml.jackson.databind.JsonNode;
import dev.bqdispatch.job.JobRef;
import dev.bqdispatch.job.ObjectUrl;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads deferred tasks, by hand or by the service. */
public final class TaskReader {
    private static final List<String> KNOWN = List.of(
            "DeferTaskURL",
            "Async",
            "JobID",
            "JobRef",
            "ChainID",
            "Root",
            "Parent",
            "Depth",
            "Route",
            "Once",
            "OnSuccess",
            "OnFailure");

    /** What {@link #isFolder} expects. */
    static final String FOLDER = "gs://bucket/folder/, at most 200 bytes of folder";

    private final Fields fields;
    private final Faults faults;
    private final Variables variables;
    private final AllowCall allowCall;

    private TaskReader(Fields fields, Faults faults, Variables variables, AllowCall allowCall) {
        this.fields = fields;
        this.faults = faults;
        this.variables = variables;
        this.allowCall = allowCall;
    }

    /** As {@link #read(String, String, Map, Predicate, AllowCall)}, of a task that may call nothing. */
    public static Parsed<Task> read(
            String text, String document, Map<String, String> variables, Predicate<String> envAllowed) {
        return read(text, document, variables, envAllowed, AllowCall.NONE);
    }

    /**
     * Reads a task.
     *
     * @param document its URL
     * @param variables the configuration's scalars
     * @param envAllowed which environment variables have a value and may be used by this task
     * @param allowCall which URLs actions may call
     */
    public static Parsed<Task> read(
            String text,
            String document,
            Map<String, String> variables,
            Predicate<String> envAllowed,
            AllowCall allowCall) {
        Faults faults = new Faults(document);
        JsonNode root = StrictText.read(text, StrictJson.LONGEST_TASK, faults);
        if (faults.found()) {
            return new Parsed.Bad<>(faults.problems());
        }
        Fields fields = Fields.of(root, "$", faults);
        if (BqTail.OF_TASKS_2.stream().anyMatch(fields::has)) {
            faults.problem(
                    "$",
                    "is a task of BqTail 2.x, which holds a whole process and no actions of its own; "
                            + "leave it to the dispatcher of BqTail 2.x, or write OnSuccess and OnFailure as BqTail 1.x did");
            return new Parsed.Bad<>(faults.problems());
        }
        Task task = new TaskReader(fields, faults, new Variables(variables, envAllowed), allowCall).read();
        return faults.parsed(() -> task);
    }

    /**
     * The job that a task names as the one it is for.
     *
     * @return empty if it names none, or can't be read
     */
    public static Optional<JobRef> jobRef(String text) {
        Faults unheard = new Faults("task");
        JsonNode root = StrictText.read(text, StrictJson.LONGEST_TASK, unheard);
        if (unheard.found()) {
            return Optional.empty();
        }
        Fields fields = Fields.of(root, "$", unheard);
        return Optional.ofNullable(ref(fields, "JobRef"));
    }

    /**
     * The value of {@code Once} that a task's job was to be run for, as the service writes it into tasks of its own.
     *
     * @return empty if there is none, or it can't be read
     */
    public static Optional<Once> once(String text) {
        Faults unheard = new Faults("task");
        JsonNode root = StrictText.read(text, StrictJson.LONGEST_TASK, unheard);
        return unheard.found() ? Optional.empty() : Optional.ofNullable(once(Fields.of(root, "$", unheard)));
    }

    /**
     * What would keep any job's task of this text from being read, whatever it asks for: its length, its nesting, and
     * what JSON itself bounds. Empty if nothing would.
     */
    public static Optional<String> unreadable(String text) {
        Faults faults = new Faults("task");
        StrictText.read(text, StrictJson.LONGEST_TASK, faults);
        return faults.problems().stream().findFirst().map(Problem::message);
    }

    private Task read() {
        fields.warnUnknown(known(), key -> "is unknown and ignored" + Spelling.hint(key, KNOWN));
        fields.refuse(List.of("When", "Template"));
        fields.flag("Async");
        ActionReader actions = new ActionReader(variables, true, allowCall, Set.of(), faults);
        return new Task(
                folder(),
                orNull("JobID"),
                ref(fields, "JobRef"),
                ref(fields, "Root"),
                orNull("Parent"),
                orNull("Route"),
                once(fields),
                actions.readAll(fields.get("OnSuccess"), fields.path("OnSuccess"), false),
                actions.readAll(fields.get("OnFailure"), fields.path("OnFailure"), false));
    }

    private static List<String> known() {
        return Stream.of(KNOWN, BqTail.OF_TASKS, BqTail.OF_TASKS_2)
                .flatMap(List::stream)
                .toList();
    }

    private @Nullable String orNull(String key) {
        String text = fields.text(key);
        return text.isEmpty() ? null : text;
    }

    private @Nullable String folder() {
        String text = variables.fillPlain(fields.text("DeferTaskURL"), fields.path("DeferTaskURL"), faults);
        if (text.isEmpty()) {
            return null;
        }
        if (!EnvReferences.names(text).isEmpty()) {
            fields.problem("DeferTaskURL", "'" + text + "' is not right; ${env.X} is only for requests");
        } else if (!isFolder(text)) {
            fields.problem("DeferTaskURL", RequestFields.expected(FOLDER, text));
        }
        return text;
    }

    /** Whether names of any task fit into the folder. */
    static boolean isFolder(String text) {
        return ObjectUrl.parse(text)
                .map(ObjectUrl::asFolder)
                .filter(folder -> folder.name().getBytes(StandardCharsets.UTF_8).length <= Limits.FOLDER)
                .isPresent();
    }

    /** Whoever writes a task by hand has no route that it could be of. */
    private static @Nullable Once once(Fields fields) {
        Fields once = fields.object("Once");
        JobRef holder = ref(once, "JobRef");
        boolean whole = holder != null && once.has("Route") && once.has("Value");
        if (fields.has("Once") && !whole) {
            fields.problem("Once", "is only for routes, and for tasks that the service writes itself");
        }
        return holder != null && whole ? new Once(once.text("Route"), once.text("Value"), holder) : null;
    }

    private static @Nullable JobRef ref(Fields fields, String key) {
        Fields ref = fields.object(key);
        if (!fields.get(key).isObject()) {
            return null;
        }
        try {
            return new JobRef(ref.text("ProjectID"), ref.text("Location"), ref.text("JobID"));
        } catch (IllegalArgumentException e) {
            fields.problem(key, e.getMessage() + "; expected {ProjectID, Location, JobID}");
            return null;
        }
    }
}
