package dev.bqdispatch.message;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.bqdispatch.rule.Action;
import dev.bqdispatch.rule.Secrets;
import dev.bqdispatch.rule.TaskWriter;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An action that an entry tells to be done.
 *
 * @param index its place in the plan
 * @param written the action as the entry has it, filled in and without secrets
 * @param childJobId the job it submitted; null if none
 */
public record DoneAction(
        int index,
        JsonNode written,
        ActionReport.Status status,
        int attempts,
        Duration timeTaken,
        @Nullable String childJobId) {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    /** What makes two actions the same; what a job action nests belongs to its child. */
    private static final List<String> SAME = List.of("Action", "Request", "ProjectID", "Location");

    /** Whether it is this action. */
    boolean is(Action action) {
        JsonNode other = plain(Secrets.redact(TaskWriter.write(action)));
        JsonNode own = plain(written);
        return SAME.stream().allMatch(key -> own.path(key).equals(other.path(key)));
    }

    /** The same number may be kept in several ways, which only its text does not show. */
    private static JsonNode plain(JsonNode node) {
        try {
            return MAPPER.readTree(node.toString());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree can always be written", e);
        }
    }

    ActionReport report(Action action) {
        return new ActionReport(action, status, attempts, timeTaken, null, childJobId);
    }
}
