package dev.bqdispatch.rule;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Typed reading of a request. A faulty field is noted as a problem and read as a stand-in, so that reading goes on to
 * the next fault. Problems show texts as written: values of the environment never get into one.
 */
final class RequestFields implements RestShape.Writing {
    /** What any job may do with a table that is there; nothing said is the first. */
    private static final List<String> WRITE_DISPOSITIONS = List.of("", "WRITE_TRUNCATE", "WRITE_APPEND", "WRITE_EMPTY");

    /** And what one may do that does not take over the schema of another table. */
    static final List<String> WRITE_DISPOSITIONS_WITH_DATA =
            List.of("", "WRITE_TRUNCATE", "WRITE_TRUNCATE_DATA", "WRITE_APPEND", "WRITE_EMPTY");

    private final Fields fields;
    private final String project;
    private final Function<String, @Nullable String> env;
    private final boolean lenient;
    private final Set<String> unsure = new HashSet<>();

    private RequestFields(Fields fields, String project, Function<String, @Nullable String> env, boolean lenient) {
        this.fields = fields;
        this.project = project;
        this.env = env;
        this.lenient = lenient;
    }

    /** Fields as their document has them: a text with expressions is taken for right, whatever it may become. */
    static RequestFields written(Fields fields) {
        return new RequestFields(fields, TableFields.SOME_TABLE.project(), name -> null, true);
    }

    /** Fields that are filled in, each reference to the environment replaced when it is read. */
    static RequestFields filled(Fields fields, String project, Function<String, @Nullable String> env) {
        return new RequestFields(fields, project, env, false);
    }

    /** Whether a key that was read before is absent, a literal word or flag, or URLs in which no fault was found. */
    boolean sure(String key) {
        return !unsure.contains(key);
    }

    boolean has(String key) {
        return fields.has(key);
    }

    void problem(String key, String message) {
        fields.problem(key, message);
    }

    String text(String key) {
        return resolved(fields.text(key));
    }

    @Override
    public String resolved(String written) {
        return lenient ? written : EnvReferences.resolve(written, env);
    }

    /** The text as its document has it, for a problem. */
    String written(String key) {
        return fields.text(key);
    }

    /** Any value; a missing node for none. */
    JsonNode value(String key) {
        return Texts.map(fields.get(key), this::resolved);
    }

    boolean isEmptyList(String key) {
        return fields.get(key).isArray() && fields.get(key).isEmpty();
    }

    /** A list of texts; a single one is a list of one. */
    List<String> texts(String key) {
        return fields.texts(key).stream().map(this::resolved).toList();
    }

    /** A map of the user's own keys to texts, numbers or truth values. */
    Map<String, String> scalars(String key) {
        Map<String, String> scalars = new LinkedHashMap<>();
        JsonNode map = value(key);
        if (!map.isMissingNode() && !map.isObject()) {
            fields.problem(key, "expected an object of names and texts");
        }
        map.properties().forEach(entry -> {
            if (entry.getValue().isValueNode() && !entry.getValue().isNull()) {
                scalars.put(entry.getKey(), entry.getValue().asText());
            } else {
                faults().problem(JsonPath.key(path(key), entry.getKey()), "expected a text");
            }
        });
        return scalars;
    }

    /** A whole number within bounds. */
    int whole(String key, int otherwise, int least, int most) {
        String written = fields.text(key);
        if (written.isEmpty() || open(written)) {
            return otherwise;
        }
        Optional<Integer> number = Optional.of(resolved(written))
                .filter(text -> text.matches("[0-9]{1,9}"))
                .map(Integer::valueOf)
                .filter(value -> value >= least && value <= most);
        if (number.isEmpty()) {
            fields.problem(key, expected("a whole number from " + least + " to " + most, written));
        }
        return number.orElse(otherwise);
    }

    /** The fields of an object within. */
    RequestFields object(String key) {
        return new RequestFields(fields.object(key), project, env, lenient);
    }

    void warnUnknown(List<String> known) {
        fields.warnUnknown(known);
    }

    String project() {
        return project;
    }

    String path(String key) {
        return fields.path(key);
    }

    @Override
    public boolean open(String text) {
        return lenient && Expressions.mentions(text);
    }

    @Override
    public Faults faults() {
        return fields.faults();
    }

    /** The tables it names. */
    TableFields tables() {
        return new TableFields(fields, project, this::open, this::resolved);
    }

    /** The URLs it has. */
    UrlFields urls() {
        return new UrlFields(fields, this::open, this::resolved, unsure);
    }

    /** Writes all other fields as their shapes say. */
    void rest(Collection<String> read, RestShape.Fielded shapes, ObjectNode into) {
        fields.each((name, value) -> {
            if (read.stream().noneMatch(name::equalsIgnoreCase)) {
                shapes.put(into, name, value, fields.path(name), this);
            }
        });
    }

    /** One of the words, in any case; the first if absent. */
    String word(String key, List<String> words) {
        String written = fields.text(key);
        if (written.isEmpty()) {
            return words.get(0);
        }
        String word = resolved(written).toUpperCase(Locale.ROOT);
        if (!open(written) && words.contains(word)) {
            return word;
        }
        unsure.add(key);
        if (!open(written)) {
            List<String> possible = words.stream().filter(one -> !one.isEmpty()).toList();
            fields.problem(key, expected(String.join(", ", possible), written));
        }
        return words.get(0);
    }

    Optional<Boolean> flag(String key) {
        String written = fields.get(key).asText();
        if (open(written)) {
            unsure.add(key);
            return Optional.empty();
        }
        // A reference to the environment is the only text that differs once it is resolved.
        String resolved = resolved(written);
        return resolved.equals(written) ? fields.flag(key) : Optional.of(resolved.equalsIgnoreCase("true"));
    }

    /** {@code WriteDisposition}, else what {@code Append} says, else the default; the two must agree. */
    String writeDisposition(String otherwise) {
        Optional<Boolean> append = flag("Append");
        String told = word("WriteDisposition", WRITE_DISPOSITIONS);
        if (told.isEmpty()) {
            return append.orElse(false) ? "WRITE_APPEND" : otherwise;
        }
        if (append.isPresent() && append.get() != told.equals("WRITE_APPEND")) {
            fields.problem("Append", "contradicts WriteDisposition " + told + "; give one of the two");
        }
        return told;
    }

    static String expected(String form, String text) {
        return text.isEmpty() ? "is missing; expected " + form : "'" + text + "' is not right; expected " + form;
    }
}
