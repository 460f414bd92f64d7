package dev.bqdispatch.rule;

import dev.bqdispatch.job.ObjectUrl;
import dev.bqdispatch.job.TableName;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Typed reading of a request. A faulty field is noted as a problem and read as a stand-in, so that reading goes on to
 * the next fault.
 */
final class RequestFields {
    private static final ObjectUrl SOME_URL = new ObjectUrl("bucket", "folder/");
    private final Fields fields;
    private final String project;
    private final boolean lenient;
    private boolean exact = true;

    /** @param lenient whether a text with expressions is taken for right, whatever it may become */
    RequestFields(Fields fields, String project, boolean lenient) {
        this.fields = fields;
        this.project = project;
        this.lenient = lenient;
    }

    /** Whether no stand-in was needed so far. */
    boolean exact() {
        return exact;
    }

    boolean has(String key) {
        return fields.has(key);
    }

    void problem(String key, String message) {
        fields.problem(key, message);
    }

    String text(String key) {
        return fields.text(key);
    }

    boolean open(String text) {
        return lenient && Expressions.mentions(text);
    }

    TableName table(String key) {
        String text = fields.text(key);
        Optional<TableName> table = open(text) ? Optional.empty() : TableName.parse(text, project);
        if (table.isEmpty() && !open(text)) {
            fields.problem(key, expected("[project:]dataset.table", text));
        }
        exact &= table.isPresent();
        return table.orElseGet(() -> new TableName("project", "dataset", "table"));
    }

    /** A folder or an object. */
    ObjectUrl url(String key) {
        return url(key, fields.path(key), fields.text(key), false);
    }

    /** An object, or a prefix that ends in {@code *}. */
    ObjectUrl object(String key) {
        return url(key, fields.path(key), fields.text(key), true);
    }

    List<ObjectUrl> objects(String key) {
        List<ObjectUrl> urls = new ArrayList<>();
        List<String> texts = fields.texts(key);
        for (int i = 0; i < texts.size(); i++) {
            urls.add(url(key, fields.path(key) + "[" + i + "]", texts.get(i), true));
        }
        return urls;
    }

    private ObjectUrl url(String key, String path, String text, boolean named) {
        Optional<ObjectUrl> url = open(text)
                ? Optional.empty()
                : ObjectUrl.parse(text)
                        .filter(parsed -> !named || !parsed.name().isEmpty());
        if (url.isEmpty() && !open(text)) {
            String form = named ? "gs://bucket/object" : "gs://bucket/folder/ or gs://bucket/object";
            fields.faults().problem(fields.has(key) ? path : fields.path(key), expected(form, text));
        }
        exact &= url.isPresent();
        return url.orElse(SOME_URL);
    }

    /** One of the words, in any case; the first if absent. */
    String word(String key, List<String> words) {
        String text = fields.text(key);
        if (text.isEmpty() || open(text)) {
            return words.get(0);
        }
        String word = text.toUpperCase(Locale.ROOT);
        if (!words.contains(word)) {
            fields.problem(key, expected(String.join(", ", words), text));
            return words.get(0);
        }
        return word;
    }

    Optional<Boolean> flag(String key) {
        return open(fields.text(key)) ? Optional.empty() : fields.flag(key);
    }

    /** {@code WriteDisposition}, else what {@code Append} says, else the default; the two must agree. */
    String writeDisposition(String otherwise) {
        Optional<Boolean> append = flag("Append");
        String told = word("WriteDisposition", List.of("", "WRITE_TRUNCATE", "WRITE_APPEND", "WRITE_EMPTY"));
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
