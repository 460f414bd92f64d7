package dev.bqdispatch.rule;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bqdispatch.job.CompletedJob;
import dev.bqdispatch.job.JobType;
import dev.bqdispatch.job.TableName;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Makes an action final for one finished job: expressions and defaults are put in, once and for all. */
public final class Filling {
    private static final List<String> PAYLOADS = List.of("Body", "Message", "Data");

    private final Expressions expressions;
    private final CompletedJob job;
    private final boolean sourceOnlyRoute;
    private final String projectId;

    /**
     * @param sourceOnlyRoute whether the route filters on the source alone, see {@link When#sourceOnly()}
     * @param projectId where child jobs run unless their action says otherwise
     */
    public Filling(Expressions expressions, CompletedJob job, boolean sourceOnlyRoute, String projectId) {
        this.expressions = expressions;
        this.job = job;
        this.sourceOnlyRoute = sourceOnlyRoute;
        this.projectId = projectId;
    }

    /** The action bound; what it nests stays as written, since it is filled in from the child. */
    public Action fill(Action action) {
        if (action.bound()) {
            return action;
        }
        ObjectNode request = request(action);
        if (action.kind().defaultsToTable() && !request.has("Source")) {
            defaultSource().ifPresent(table -> request.put("Source", table.toString()));
        }
        return new Action(
                action.kind(),
                request,
                action.kind().hasProject() ? or(action.projectId(), projectId) : action.projectId(),
                action.kind().isJob() ? or(action.location(), job.ref().location()) : action.location(),
                orNull(action.deferTaskUrl()),
                action.async(),
                true,
                orNull(action.exists()),
                action.onSuccess(),
                action.onFailure());
    }

    private ObjectNode request(Action action) {
        ObjectNode written = action.request();
        if (action.kind() == ActionKind.CALL || action.kind() == ActionKind.PUSH) {
            PAYLOADS.forEach(key -> template(written, key));
        }
        ObjectNode request = (ObjectNode) expressions.expand(written);
        if (action.kind() == ActionKind.CALL) {
            request.put("URL", expressions.expandUrl(written.path("URL").asText()));
        }
        return request;
    }

    private static void template(ObjectNode written, String key) {
        String text = written.path(key).asText();
        if (Expressions.mentions(text)) {
            written.set(key, Payload.template(text));
        }
    }

    /**
     * A call whose body was in an object, with that body instead of {@code BodyURL}; otherwise as {@link #withSql}.
     *
     * @throws IllegalArgumentException if the action is no call with {@code BodyURL}
     */
    public Action withBody(Action action, String loaded) {
        Action filled = fill(action);
        ObjectNode request = filled.request();
        if (filled.kind() != ActionKind.CALL || request.remove("BodyURL") == null) {
            throw new IllegalArgumentException("only a call with BodyURL takes a loaded body");
        }
        request.set("Body", expressions.expandLoaded(Payload.template(withoutMark(loaded))));
        return filled.withRequest(request);
    }

    private static String withoutMark(String loaded) {
        return loaded.startsWith("\uFEFF") ? loaded.substring(1) : loaded;
    }

    /**
     * A query whose statement was in an object, with that statement instead of {@code SQLURL}. To be called when the
     * action is made final, since the statement's expressions are those of this job; references to the environment in
     * it are plain text.
     *
     * @param loaded the object's content
     * @throws IllegalArgumentException if the action has no {@code SQLURL}
     */
    public Action withSql(Action action, String loaded) {
        Action filled = fill(action);
        ObjectNode request = filled.request();
        if (!filled.kind().runsSql() || request.remove("SQLURL") == null) {
            throw new IllegalArgumentException("only an action with SQLURL takes a loaded statement");
        }
        return filled.withRequest(request.put("SQL", expressions.expandLoadedSql(withoutMark(loaded))));
    }

    private @Nullable String orNull(@Nullable String written) {
        return written == null ? null : expressions.expand(written);
    }

    private String or(@Nullable String written, String otherwise) {
        return written == null ? otherwise : expressions.expand(written);
    }

    /** Empty if it would be no single table: the reader of the request then says what is missing. */
    private Optional<TableName> defaultSource() {
        if (sourceOnlyRoute && (job.type() == JobType.COPY || job.type() == JobType.EXTRACT)) {
            return job.sourceTables().size() == 1
                    ? Optional.of(job.sourceTables().get(0))
                    : Optional.empty();
        }
        return Optional.ofNullable(job.destinationTable());
    }
}
