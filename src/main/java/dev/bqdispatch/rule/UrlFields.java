package dev.bqdispatch.rule;

import dev.bqdispatch.job.ObjectUrl;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** Reads the URLs of objects in a request; a faulty one is noted as a problem and read as a stand-in. */
final class UrlFields {
    /** In a bucket that there can't be. */
    private static final ObjectUrl SOME_URL = new ObjectUrl("$", "folder/");

    private final Fields fields;
    private final Predicate<String> open;
    private final UnaryOperator<String> resolved;
    private final Set<String> unsure;

    /**
     * @param open whether a text may still become another, so that it is taken for right
     * @param resolved puts in values of the environment
     * @param unsure takes the keys in which a fault was found
     */
    UrlFields(Fields fields, Predicate<String> open, UnaryOperator<String> resolved, Set<String> unsure) {
        this.fields = fields;
        this.open = open;
        this.resolved = resolved;
        this.unsure = unsure;
    }

    ObjectUrl one(String key, UrlForm form) {
        return read(key, fields.path(key), fields.text(key), form);
    }

    /** A list of URLs; a single one is a list of one. */
    List<ObjectUrl> all(String key, UrlForm form) {
        boolean list = fields.get(key).isArray();
        List<ObjectUrl> urls = new ArrayList<>();
        List<String> texts = fields.texts(key);
        for (int i = 0; i < texts.size(); i++) {
            urls.add(read(key, list ? JsonPath.index(fields.path(key), i) : fields.path(key), texts.get(i), form));
        }
        return urls;
    }

    private ObjectUrl read(String key, String path, String written, UrlForm form) {
        String text = resolved.apply(written);
        Optional<String> fault = form.fault(text);
        fault.ifPresent(what -> fields.faults().problem(path, "'" + written + "' " + what));
        Optional<ObjectUrl> url = open.test(text) || fault.isPresent() ? Optional.empty() : form.parse(text);
        if (url.isEmpty() && fault.isEmpty() && !open.test(text)) {
            fields.faults().problem(path, RequestFields.expected(form.sample(), written));
        }
        if (url.isEmpty() && (fault.isPresent() || !open.test(text))) {
            unsure.add(key);
        }
        return url.orElseGet(() -> fault.isEmpty() && open.test(text) ? withNameOf(text) : SOME_URL);
    }

    /** Whether the URL is one that was read, and no stand-in. */
    static boolean known(ObjectUrl url) {
        return !url.bucket().equals(SOME_URL.bucket());
    }

    /** A stand-in that ends as the text does, so that its extension can be seen; a dot is one of the name. */
    private static ObjectUrl withNameOf(String text) {
        return SOME_URL.in(text.substring(text.lastIndexOf('/') + 1).replace("${env.", "${"));
    }
}
