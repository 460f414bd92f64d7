package dev.bqdispatch.rule;

import dev.bqdispatch.job.ObjectUrl;
import java.util.ArrayList;
import java.util.List;

/** Turns the request of an action into a typed order, or says which field is wrong and what is expected there. */
public final class RequestReader {
    private final RequestFields fields;

    private RequestReader(RequestFields fields) {
        this.fields = fields;
    }

    /**
     * Reads an action that is filled in and whose references to the environment are resolved.
     *
     * @param defaultProject the project of a table that names none, if the action has no project of its own
     */
    public static Parsed<Request> read(Action action, String defaultProject) {
        Faults faults = new Faults(action.kind().word());
        String project = action.projectId() == null ? defaultProject : action.projectId();
        Fields fields = Fields.of(action.request(), "$.Request", faults);
        Request request = new RequestReader(new RequestFields(fields, project, false)).read(action.kind());
        return faults.parsed(() -> request);
    }

    /**
     * Checks an action as its document has it: where a text mentions an expression, whatever it may become is taken
     * for right.
     *
     * @param path where the request stands in its document
     * @param sourceRequired whether a copy or export must name its source, since the default can be no table
     */
    static void check(Action action, String path, boolean sourceRequired, Faults faults) {
        Fields fields = Fields.of(action.request(), path, faults);
        boolean defaultsToTable = action.kind() == ActionKind.COPY || action.kind() == ActionKind.EXPORT;
        if (defaultsToTable && !sourceRequired && !fields.has("Source")) {
            fields = Fields.of(action.request().put("Source", "$Dest"), path, faults);
        }
        Request unused = new RequestReader(new RequestFields(fields, "project", true)).read(action.kind());
    }

    private Request read(ActionKind kind) {
        return switch (kind) {
            case COPY ->
                new Request.Copy(
                        fields.table("Source"), fields.table("Dest"), fields.writeDisposition("WRITE_TRUNCATE"));
            case EXPORT -> ExportReader.read(fields);
            case QUERY -> QueryReader.read(fields);
            case MOVE -> move();
            case DELETE -> delete();
        };
    }

    private Request move() {
        List<ObjectUrl> sources = sources("SourceURLs");
        ObjectUrl dest = fields.url("DestURL");
        Request.Move move = new Request.Move(sources, dest);
        if (fields.exact()) {
            long targets = sources.stream().map(move::target).distinct().count();
            if (targets < sources.stream().distinct().count()) {
                fields.problem(
                        "DestURL", "several sources would become one object; expected a folder, and names that differ");
            }
        }
        return move;
    }

    private Request delete() {
        return new Request.Delete(sources("URLs"));
    }

    private List<ObjectUrl> sources(String listKey) {
        List<ObjectUrl> sources = new ArrayList<>();
        if (fields.has("SourceURL")) {
            sources.add(fields.object("SourceURL"));
        }
        sources.addAll(fields.objects(listKey));
        if (!fields.has("SourceURL") && !fields.has(listKey)) {
            fields.problem("SourceURL", "is missing; expected gs://bucket/object here or in " + listKey);
        }
        return sources;
    }
}
