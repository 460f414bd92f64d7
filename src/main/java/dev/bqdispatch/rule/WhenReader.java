package dev.bqdispatch.rule;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.re2j.PatternSyntaxException;
import dev.bqdispatch.job.JobType;
import dev.bqdispatch.regex.LazyPattern;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads one {@code When}; used once. */
final class WhenReader {
    private static final List<String> KNOWN = List.of(
            "Dest", "Source", "Type", "JobID", "User", "Location", "Project", "StatementType", "Labels", "Include");

    /** Nearly every route has these two, so they are made once. */
    private static final Condition NO_SCRIPT_CHILD = new Condition.Plain(
            Fact.REFERENCE,
            job -> !job.scriptChild(),
            job -> "Include: the job is a statement of a script, and the route does not include scriptChildren");

    private static final Condition NOT_ANONYMOUS = new Condition.Plain(
            Fact.DETAIL,
            job -> job.type() != JobType.QUERY || !job.anonymousDestination(),
            job -> "Include: the query wrote an anonymous table, and the route does not include anonymous");

    private final Fields fields;
    private final Faults faults;
    private final Variables variables;
    private final Function<String, @Nullable String> env;
    private final List<Condition> conditions = new ArrayList<>();
    private final Map<JobText, String> texts = new EnumMap<>(JobText.class);
    private final Set<Include> includes = EnumSet.noneOf(Include.class);
    private final Regexes regexes;
    private final GroupNames groups;
    private final ObjectNode canonical = JsonNodeFactory.instance.objectNode();

    WhenReader(
            Fields fields,
            Faults faults,
            Variables variables,
            Function<String, @Nullable String> env,
            Regexes regexes) {
        this.regexes = regexes;
        this.fields = fields;
        this.faults = faults;
        this.variables = variables;
        this.env = env;
        this.groups = new GroupNames(faults);
    }

    /** Reads all fields; what it returns is only good if no problem was noted. */
    When read() {
        fields.warnUnknown(
                KNOWN,
                key -> "is unknown and ignored, so that the route takes more jobs than with it"
                        + Spelling.hint(key, KNOWN));
        JobType type = type();
        includes();
        for (JobText text : JobText.values()) {
            regex(text);
        }
        statementType();
        labels();
        checkGiven();
        return new When(type, includes, texts, conditions, canonical.toString());
    }

    private void checkGiven() {
        List<String> conditionKeys =
                KNOWN.stream().filter(key -> !key.equals("Include")).toList();
        if (conditionKeys.stream().noneMatch(this::given)) {
            faults.problem(fields.path(), "is empty; expected at least one of " + String.join(", ", conditionKeys));
        }
    }

    /** An empty {@code Labels} filters on nothing, so it is not given. */
    private boolean given(String key) {
        return fields.has(key)
                && !(fields.get(key).isObject() && fields.get(key).isEmpty());
    }

    private @Nullable JobType type() {
        int before = faults.count();
        String text = variables.fillPlain(fields.text("Type"), fields.path("Type"), faults);
        if (text.isEmpty() || faults.count() > before) {
            return null;
        }
        JobType type = JobType.parse(EnvReferences.resolve(text, env)).orElse(null);
        if (type == null) {
            fields.problem("Type", "'" + text + "' is no job type; expected QUERY, LOAD, EXTRACT or COPY");
            return null;
        }
        canonical.put("Type", type.name());
        conditions.add(new Condition.Plain(
                Fact.DETAIL,
                job -> job.type() == type,
                job -> "Type: the job is of type " + job.type() + ", expected " + type));
        return type;
    }

    private void includes() {
        for (String word : fields.texts("Include")) {
            Include.parse(word)
                    .ifPresentOrElse(
                            includes::add,
                            () -> fields.problem(
                                    "Include",
                                    "'" + word + "' is unknown; expected scriptChildren, anonymous or self"));
        }
        if (!includes.contains(Include.SCRIPT_CHILDREN)) {
            conditions.add(NO_SCRIPT_CHILD);
        }
        if (!includes.contains(Include.ANONYMOUS)) {
            conditions.add(NOT_ANONYMOUS);
        }
        if (!includes.isEmpty()) {
            ArrayNode words = canonical.putArray("Include");
            includes.forEach(include -> words.add(include.word()));
        }
    }

    private void statementType() {
        String text = variables.fillPlain(fields.text("StatementType"), fields.path("StatementType"), faults);
        if (!text.isEmpty()) {
            String expected = EnvReferences.resolve(text, env).toUpperCase(Locale.ROOT);
            canonical.put("StatementType", expected);
            conditions.add(new Condition.Plain(
                    Fact.DETAIL,
                    job -> job.statementType().equalsIgnoreCase(expected),
                    job -> "StatementType: the job's is '" + job.statementType() + "', expected " + expected));
        }
    }

    private void labels() {
        JsonNode labels = fields.get("Labels");
        if (labels.isMissingNode()) {
            return;
        }
        if (!labels.isObject()) {
            fields.problem("Labels", "expected an object of label name and regex");
            return;
        }
        if (labels.size() > Limits.LABELS) {
            fields.problem("Labels", "has " + labels.size() + " labels; a job has at most " + Limits.LABELS);
            return;
        }
        TreeMap<String, JsonNode> sorted = new TreeMap<>();
        labels.properties().forEach(label -> sorted.put(label.getKey(), label.getValue()));
        sorted.forEach((name, value) -> {
            String path = JsonPath.key(fields.path("Labels"), name);
            if (value.isTextual()) {
                regex(
                        "Labels." + name,
                        path,
                        value.textValue(),
                        Fact.DETAIL,
                        view -> view.job().labels().get(name));
            } else {
                faults.problem(path, "expected a regex");
            }
        });
    }

    private void regex(JobText text) {
        String key = text.field();
        JsonNode node = fields.get(key);
        if (node.isTextual()) {
            regex(key, fields.path(key), node.textValue(), text.fact(), text::of)
                    .ifPresent(regex -> texts.put(text, regex.regex()));
        } else if (!node.isMissingNode()) {
            fields.problem(key, "expected a regex");
        }
    }

    private Optional<LazyPattern> regex(
            String field, String path, String written, Fact fact, Function<JobView, @Nullable String> value) {
        int before = faults.count();
        String text = variables.fillPlain(written, path, faults);
        if (faults.count() > before) {
            return Optional.empty();
        }
        try {
            LazyPattern regex = regexes.compileNext(EnvReferences.resolve(text, env));
            conditions.add(new Condition.Regex(field, text, regex, fact, value));
            canonical.put(field, text);
            groups.check(field, path, regex);
            return Optional.of(regex);
        } catch (PatternSyntaxException e) {
            faults.problem(path, "is no RE2 regex: " + e.getDescription());
            return Optional.empty();
        }
    }
}
