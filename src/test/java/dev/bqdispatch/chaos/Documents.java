package dev.bqdispatch.chaos;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bqdispatch.chaos.Step.Trouble;
import java.util.List;

/** Writes plans as routes and deferred tasks have them, and says where what they act upon is. */
final class Documents {
    /** Jobs whose SQL has it fail for a reason that passes, until they are attempts of that number. */
    static final String FALTERS = "FALTERS_UNTIL_";

    static final String DATA = "gs://data/";
    static final String PROJECT = "acme";
    static final String DONE = "projects/" + PROJECT + "/topics/done";

    private Documents() {}

    static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    static void plan(ArrayNode target, List<Step> plan) {
        for (Step step : plan) {
            ObjectNode action = target.addObject();
            action.put("Action", step.kind().word());
            if (step.async()) {
                action.put("Async", true);
            }
            request(action.putObject("Request"), step);
            if (!step.onSuccess().isEmpty()) {
                plan(action.putArray("OnSuccess"), step.onSuccess());
            }
            if (!step.onFailure().isEmpty()) {
                plan(action.putArray("OnFailure"), step.onFailure());
            }
        }
    }

    private static void request(ObjectNode request, Step step) {
        String tag = step.tag();
        switch (step.kind()) {
            case COPY -> request.put("Source", "src.any").put("Dest", "out." + tag);
            case QUERY -> request.put("SQL", sql(step)).put("Dest", "out." + tag);
            case INSERT ->
                request.put("SQL", "SELECT '" + tag + " of $ChainID'").put("Dest", "out." + tag);
            case EXPORT ->
                request.put("Source", "src.any").put("DestURL", DATA + "export/" + tag + "/$ChainID/part.csv");
            case LOAD -> request.put("SourceUris", DATA + "src/" + tag + ".csv").put("Dest", "out." + tag);
            case MOVE -> request.put("SourceURL", file("in", "$ChainID", tag)).put("DestURL", DATA + "moved/$ChainID/");
            case DELETE -> request.put("URL", file("in", "$ChainID", tag));
            case DROP -> request.put("Table", table(tag));
            case NOTIFY ->
                request.put("Channel", "#chaos")
                        .put("Token", "${env.SLACK_TOKEN}")
                        .put("Message", message(tag, "$ChainID", "$JobID"));
            case CALL ->
                // As patient as with Google: who gives an answer up may call again, and nobody here would know why.
                request.put("URL", "${env.TARGET}" + path(tag, "$ChainID", "$JobID"))
                        .put("Body", tag);
            case PUSH -> request.put("Topic", DONE).put("Message", message(tag, "$ChainID", "$JobID"));
        }
    }

    private static String sql(Step step) {
        String what = step.trouble() == Trouble.FALTERS
                ? FALTERS + "1 "
                : step.trouble() == Trouble.FALTERS_ALWAYS ? FALTERS + "9 " : "";
        String literal = "'" + what + step.tag() + " of $ChainID'";
        return step.trouble() == Trouble.FAILS ? "SELECT ERROR(" + literal + ")" : "SELECT " + literal;
    }

    /** Where a file of a chain is, before ({@code in}) or after ({@code moved}). */
    static String file(String folder, String chain, String tag) {
        return DATA + folder + "/" + chain + "/" + tag + ".csv";
    }

    static String table(String tag) {
        return "tmp.t_" + tag;
    }

    /** The text of a notification or a pushed message: whose chain it is of, and whose job's event filled it in. */
    static String message(String tag, String chain, String job) {
        return tag + " of " + chain + " by " + job;
    }

    /** Below the target's URL. */
    static String path(String tag, String chain, String job) {
        return "/" + tag + "/" + chain + "/" + job;
    }
}
