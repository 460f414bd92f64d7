package dev.bqdispatch.rule;

import dev.bqdispatch.job.ObjectUrl;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Turns the request of an action into a typed order, or says which field is wrong and what is expected there. */
public final class RequestReader {
    private final RequestFields fields;

    private RequestReader(RequestFields fields) {
        this.fields = fields;
    }

    /**
     * Reads an action that is filled in; its references to the environment are replaced here, so that a problem shows
     * them as they are written. The request itself holds the values: it is for Google alone, not for a log or an entry.
     *
     * @param defaultProject the project of a table that names none, if the action has no project of its own
     * @param env the environment, as far as the action may see it
     */
    public static Parsed<Request> read(Action filled, String defaultProject, Function<String, @Nullable String> env) {
        Faults faults = new Faults(filled.kind().word());
        String written = filled.projectId() == null ? defaultProject : filled.projectId();
        String project = EnvReferences.resolve(written, env);
        if (filled.kind().hasProject()) {
            checkPlace(project, filled.location(), env, faults);
        }
        Fields fields = Fields.of(filled.request(), "$.Request", faults);
        Request request = new RequestReader(RequestFields.filled(fields, project, env)).read(filled.kind());
        return faults.parsed(() -> request);
    }

    private static void checkPlace(
            String project, @Nullable String location, Function<String, @Nullable String> env, Faults faults) {
        JobPlace.faultOfProject(project).ifPresent(fault -> faults.problem("$.ProjectID", fault));
        if (location != null) {
            JobPlace.faultOfLocation(EnvReferences.resolve(location, env))
                    .ifPresent(fault -> faults.problem("$.Location", fault));
        }
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
        if (action.kind().defaultsToTable() && !sourceRequired && !fields.has("Source")) {
            fields = Fields.of(action.request().put("Source", "$Dest"), path, faults);
        }
        Request unused = new RequestReader(RequestFields.written(fields)).read(action.kind());
    }

    private Request read(ActionKind kind) {
        return switch (kind) {
            case COPY ->
                new Request.Copy(
                        fields.tables().one("Source"),
                        fields.tables().one("Dest"),
                        fields.writeDisposition("WRITE_TRUNCATE"),
                        fields.tables().template());
            case EXPORT -> ExportReader.read(fields);
            case QUERY -> QueryReader.query(fields);
            case LOAD -> LoadReader.read(fields);
            case INSERT -> QueryReader.insert(fields);
            case DROP -> new Request.Drop(fields.tables().one("Table"));
            case MOVE -> move();
            case DELETE -> delete();
            case NOTIFY -> NotifyReader.read(fields);
            case CALL -> CallReader.read(fields);
            case PUSH -> PushReader.read(fields);
        };
    }

    private Request move() {
        List<ObjectUrl> sources = sources("SourceURLs", UrlForm.OBJECT);
        ObjectUrl dest = fields.urls().one("DestURL", UrlForm.TARGET);
        checkTargets(new Request.Move(
                sources.stream().filter(UrlFields::known).distinct().toList(), dest));
        return new Request.Move(sources, dest);
    }

    /** A source that is copied onto itself or under another one would be deleted with nothing left of it. */
    private void checkTargets(Request.Move move) {
        List<ObjectUrl> sources = move.sources();
        List<ObjectUrl> targets = sources.stream().map(move::target).toList();
        if (targets.stream().distinct().count() < targets.size()) {
            fields.problem(
                    "DestURL", "several sources would become one object; expected a folder, and names that differ");
        }
        if (!UrlFields.known(move.dest())) {
            return;
        }
        if (targets.stream().anyMatch(Set.copyOf(sources)::contains)) {
            fields.problem("DestURL", "a source is there already; expected another place");
        }
        if (targets.stream()
                .anyMatch(target -> ObjectUrl.parse(target.toString()).isEmpty())) {
            fields.problem("DestURL", "with a source's name added is no name of an object; expected a shorter folder");
        }
    }

    private Request delete() {
        Map<Boolean, List<ObjectUrl>> byKind = sources("URLs", UrlForm.DELETE).stream()
                .distinct()
                .collect(Collectors.partitioningBy(url -> url.name().endsWith(UrlForm.ANY)));
        return new Request.Delete(
                byKind.getOrDefault(false, List.of()),
                byKind.getOrDefault(true, List.of()).stream()
                        .map(url -> new ObjectUrl(
                                url.bucket(), url.name().substring(0, url.name().length() - 1)))
                        .toList());
    }

    private List<ObjectUrl> sources(String listKey, UrlForm form) {
        List<ObjectUrl> sources = new ArrayList<>();
        if (fields.has("SourceURL")) {
            sources.add(fields.urls().one("SourceURL", form));
        }
        sources.addAll(fields.urls().all(listKey, form));
        if (!fields.has("SourceURL") && !fields.has(listKey)) {
            fields.problem("SourceURL", "is missing; expected " + form.sample() + " here or in " + listKey);
        }
        return sources;
    }
}
