package dev.bqdispatch.rule;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bqdispatch.job.JobRef;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Writes tasks for child jobs: the same task gives the same bytes, and {@link TaskReader} gives it back. */
public final class TaskWriter {
    private static final JsonMapper MAPPER =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private static final String JOB_REF = "JobRef";
    private static final Pattern HALF_PAIR = Pattern.compile("\\p{Cs}");

    private TaskWriter() {}

    /**
     * Writes a task as JSON in UTF-8.
     *
     * @param depth generations of jobs between the chain's root and the job that the task is for
     */
    public static byte[] write(Task task, int depth) {
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        put(root, "DeferTaskURL", task.deferTaskUrl());
        put(root, "JobID", task.jobIdHint());
        put(root, JOB_REF, task.jobRef());
        put(root, "ChainID", task.root() == null ? null : task.root().jobId());
        put(root, "Root", task.root());
        put(root, "Parent", task.parent());
        root.put("Depth", depth);
        put(root, "Route", task.routeKey());
        if (task.once() != null) {
            ObjectNode once = root.putObject("Once")
                    .put("Route", task.once().route())
                    .put("Value", task.once().value());
            put(once, JOB_REF, task.once().holder());
        }
        put(root, "OnSuccess", task.onSuccess());
        put(root, "OnFailure", task.onFailure());
        return bytes(root);
    }

    /**
     * A task's text, made that of another job and else left as it is: what the failed attempt at a child job leaves to
     * the next.
     *
     * @param text of a task that was read without faults
     */
    public static byte[] handOver(String text, JobRef next) {
        JsonNode read = StrictText.read(text, StrictJson.LONGEST_TASK, new Faults("task"));
        if (!(read instanceof ObjectNode task)) {
            throw new IllegalArgumentException("no task");
        }
        List<String> names = task.properties().stream()
                .map(Map.Entry::getKey)
                .filter(JOB_REF::equalsIgnoreCase)
                .toList();
        put(task, names.isEmpty() ? JOB_REF : names.get(0), next);
        return bytes(task);
    }

    private static byte[] bytes(ObjectNode root) {
        try {
            return escaped(MAPPER.writeValueAsString(root)).getBytes(StandardCharsets.UTF_8);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree can always be written", e);
        }
    }

    /** Half a surrogate pair, which JSON can hold as an escape but UTF-8 can't, would be lost. */
    private static String escaped(String json) {
        return HALF_PAIR
                .matcher(json)
                .replaceAll(
                        half -> String.format("\\\\u%04x", (int) half.group().charAt(0)));
    }

    private static void put(ObjectNode node, String key, List<Action> actions) {
        ArrayNode list = node.putArray(key);
        actions.forEach(action -> list.add(write(action)));
    }

    /** An action as a task holds it. */
    public static ObjectNode write(Action action) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("Action", action.kind().word());
        putIfTrue(node, "Bound", action.bound());
        putIfTrue(node, "Async", action.async());
        put(node, "ProjectID", action.projectId());
        put(node, "Location", action.location());
        put(node, "DeferTaskURL", action.deferTaskUrl());
        if (action.exists() != null) {
            node.putObject("When").put("Exists", action.exists());
        }
        node.set("Request", action.request());
        if (!action.onSuccess().isEmpty()) {
            put(node, "OnSuccess", action.onSuccess());
        }
        if (!action.onFailure().isEmpty()) {
            put(node, "OnFailure", action.onFailure());
        }
        return node;
    }

    private static void putIfTrue(ObjectNode node, String key, boolean value) {
        if (value) {
            node.put(key, true);
        }
    }

    private static void put(ObjectNode node, String key, @Nullable String text) {
        if (text != null) {
            node.put(key, text);
        }
    }

    private static void put(ObjectNode node, String key, @Nullable JobRef ref) {
        if (ref != null) {
            node.putObject(key)
                    .put("ProjectID", ref.project())
                    .put("Location", ref.location())
                    .put("JobID", ref.jobId());
        }
    }
}
