package dev.bqdispatch.journal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bqdispatch.job.JobError;
import dev.bqdispatch.job.JobRef;
import dev.bqdispatch.message.ActionReport;
import dev.bqdispatch.message.Dispatch;
import dev.bqdispatch.message.Origin;
import dev.bqdispatch.message.Report;
import dev.bqdispatch.message.RunAnswer;
import dev.bqdispatch.rule.Action;
import dev.bqdispatch.rule.Secrets;
import dev.bqdispatch.rule.TaskWriter;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The entry of a dispatch: the job in REST form, {@code Actions}, {@code Response}. */
final class EntryJson {
    private EntryJson() {}

    /**
     * Writes an entry, without inline secrets.
     *
     * @param dryRun whether nothing was done, and the entry tells what would have been
     */
    static ObjectNode of(RunAnswer.Ran ran, boolean dryRun) {
        Dispatch dispatch = ran.dispatch();
        ObjectNode entry = dispatch.event().resource().get();
        ArrayNode actions = entry.putArray("Actions");
        ran.report().actions().forEach(report -> actions.add(action(report)));
        ObjectNode response = entry.putObject("Response");
        response.put("Status", ran.report().status().word());
        if (dryRun) {
            response.put("DryRun", true);
        }
        put(response, "Error", ran.report().error());
        JobError jobError = dispatch.event().job().error();
        put(response, "JobError", jobError == null ? null : jobError.message());
        putEvent(response, dispatch);
        putOrigin(response, dispatch.origin());
        putChain(response, dispatch, ran.report());
        putRun(response, dispatch, ran.report());
        return entry;
    }

    private static JsonNode action(ActionReport report) {
        ObjectNode action = (ObjectNode) Secrets.redact(TaskWriter.write(report.action()));
        action.remove("Bound");
        action.put("Status", report.status().word());
        action.put("Attempts", report.attempts());
        action.put("TimeTakenMs", report.timeTaken().toMillis());
        put(action, "Error", report.error());
        put(action, "ChildJobID", report.childJobId());
        return action;
    }

    private static void putEvent(ObjectNode response, Dispatch dispatch) {
        JobRef ref = dispatch.ref();
        response.put("EventID", dispatch.event().eventId());
        response.put(
                "Source", dispatch.replay() == null ? dispatch.event().format().word() : "replay");
        response.putObject("JobRef")
                .put("ProjectID", ref.project())
                .put("Location", ref.location())
                .put("JobID", ref.jobId());
    }

    private static void putOrigin(ObjectNode response, Origin origin) {
        response.put("Matched", !(origin instanceof Origin.Unawaited));
        if (origin instanceof Origin.FromTask task) {
            response.put("MatchedURL", task.url().toString());
        } else if (origin instanceof Origin.FromRoute route) {
            response.put("MatchedRoute", route.label() + " in " + route.document());
        }
    }

    private static void putChain(ObjectNode response, Dispatch dispatch, Report report) {
        response.put("ChainID", dispatch.lineage().chainId());
        put(response, "Parent", dispatch.lineage().parent());
        response.put("Depth", dispatch.lineage().depth());
        put(response, "Continues", report.continues());
        // A job that was submitted again takes along what waits for it: nothing is abandoned.
        if (!dispatch.abandoned().isEmpty() && report.status() != Report.Status.RETRIED) {
            ArrayNode abandoned = response.putArray("Abandoned");
            dispatch.abandoned().stream().map(EntryJson::withoutSecrets).forEach(abandoned::add);
        }
    }

    private static JsonNode withoutSecrets(Action action) {
        return Secrets.redact(TaskWriter.write(action));
    }

    private static void putRun(ObjectNode response, Dispatch dispatch, Report report) {
        response.put("Started", report.started().toString());
        response.put("TimeTakenMs", report.timeTaken().toMillis());
        response.put("Attempt", dispatch.event().attempt());
        response.put("ConfigVersion", dispatch.configVersion());
        List<String> warnings = Stream.concat(dispatch.warnings().stream(), report.warnings().stream())
                .toList();
        if (!warnings.isEmpty()) {
            ArrayNode array = response.putArray("Warnings");
            warnings.forEach(array::add);
        }
    }

    private static void put(ObjectNode node, String key, @Nullable String text) {
        if (text != null) {
            node.put(key, text);
        }
    }
}
