package dev.bqdispatch.rule;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bqdispatch.job.CompletedJob;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What <code>$X</code> and <code>${X}</code> stand for after a job. Values are put in once and never expanded again;
 * an unknown expression stays as it is. What comes out is filled-in text, see {@link EnvReferences}: references to the
 * environment that stood in the original stay alive, anything that only looks like one is quoted.
 */
public final class Expressions {
    /** Fields that hold a list, in which <code>$LoadURIs</code> alone becomes the whole list. */
    private static final Set<String> LIST_FIELDS = Set.of("SourceURLs", "URLs", "DestURLs", "SourceUris", "Channels");

    /** Fields that hold the user's own keys, which mean nothing here. */
    private static final Set<String> USER_MAPS = Set.of("Headers", "Attributes", "Body", "Data", "Message");

    private static final Pattern URI_LIST =
            Pattern.compile("\\$(?:(?<bare>LoadURIs|URLs)|\\{(?<braced>LoadURIs|URLs)})");
    private static final Pattern LINE_BREAK = Pattern.compile("\\r\\n|[\\r\\n]");
    private static final Pattern TOKEN = Pattern.compile("\\$(?:(?<dollar>\\$)|(?<env>\\{env\\." + EnvReferences.NAME
            + "})|\\{(?<braced>" + EnvReferences.NAME + ")}|(?<bare>" + EnvReferences.NAME + "))");

    private final Map<String, String> values;
    private final Set<String> groups;
    private final List<String> sourceUris;

    private Expressions(Map<String, String> values, Set<String> groups, List<String> sourceUris) {
        this.values = values;
        this.groups = Set.copyOf(groups);
        this.sourceUris = sourceUris;
    }

    /**
     * The expressions of a finished job. They depend on the job alone, so that every delivery gives the same.
     *
     * @param chainId job ID of the chain's root
     * @param groups named groups of the route's regexes. A group wins over a built-in expression of the same name:
     *     the route's author wrote it, and a later version with more built-in names changes no route. Only
     *     <code>$DollarSign</code> is always the dollar.
     */
    public static Expressions of(CompletedJob job, String chainId, Map<String, String> groups) {
        Map<String, String> values = JobValues.of(job, chainId);
        values.putAll(groups);
        values.put("DollarSign", "$");
        return new Expressions(values, groups.keySet(), job.sourceUris());
    }

    /** Whether expanding the text could give another. */
    public static boolean mentions(String text) {
        return TOKEN.matcher(text).find();
    }

    /** A text that has some character in place of each expression. */
    static String withStandIns(String text) {
        return TOKEN.matcher(text).replaceAll("x");
    }

    /** The names of all expressions in the text, known or not. */
    static Set<String> names(String text) {
        Set<String> names = new HashSet<>();
        Matcher token = TOKEN.matcher(text);
        while (token.find()) {
            names.add(name(token));
        }
        return names;
    }

    /** A copy of the value with every text in it filled in; keys are left alone. */
    public JsonNode expand(JsonNode node) {
        return expand(node, false);
    }

    /** @param own whether the keys in it are the user's own */
    private JsonNode expand(JsonNode node, boolean own) {
        if (node.isTextual()) {
            return JsonNodeFactory.instance.textNode(expand(node.textValue()));
        }
        if (node.isObject()) {
            ObjectNode filled = JsonNodeFactory.instance.objectNode();
            node.properties()
                    .forEach(entry -> filled.set(
                            entry.getKey(),
                            own ? expand(entry.getValue(), true) : expand(entry.getKey(), entry.getValue())));
            return filled;
        }
        if (node.isArray()) {
            ArrayNode filled = JsonNodeFactory.instance.arrayNode();
            for (JsonNode element : node) {
                if (isUriList(element)) {
                    filled.addAll(uris());
                } else {
                    filled.add(expand(element, own));
                }
            }
            return filled;
        }
        return node;
    }

    private JsonNode expand(String key, JsonNode value) {
        if (key.equals("SQL") && value.isTextual()) {
            return JsonNodeFactory.instance.textNode(expand(value.textValue(), Expressions::onOneLine, true));
        }
        return LIST_FIELDS.contains(key) && isUriList(value) ? uris() : expand(value, USER_MAPS.contains(key));
    }

    private boolean isUriList(JsonNode node) {
        if (!node.isTextual()) {
            return false;
        }
        Matcher list = URI_LIST.matcher(node.textValue());
        return list.matches() && !groups.contains(name(list));
    }

    private static String name(Matcher token) {
        String braced = token.group("braced");
        String bare = token.group("bare");
        return braced != null ? braced : bare == null ? "" : bare;
    }

    private ArrayNode uris() {
        ArrayNode uris = JsonNodeFactory.instance.arrayNode();
        sourceUris.forEach(uri -> uris.add(EnvReferences.quote(uri)));
        return uris;
    }

    /** The text filled in. */
    public String expand(String text) {
        return expand(text, value -> value, true);
    }

    /**
     * A statement that was read from an object, filled in: each value on one line, as in every SQL, and references to
     * the environment dead, since who writes into a bucket must not read the environment.
     */
    String expandLoadedSql(String sql) {
        return expand(sql, Expressions::onOneLine, false);
    }

    /** What was read from an object, filled in, with references to the environment dead for the same reason. */
    JsonNode expandLoaded(JsonNode loaded) {
        return Texts.map(loaded, text -> expand(text, value -> value, false));
    }

    /** A URL filled in; whatever a value is, it can only become a part of what it stands in. */
    String expandUrl(String url) {
        return expand(url, Expressions::percentEncoded, true);
    }

    private static String percentEncoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("*", "%2A")
                .replace("%7E", "~");
    }

    private static String onOneLine(String value) {
        return LINE_BREAK.matcher(value).replaceAll(" ");
    }

    private String expand(String text, UnaryOperator<String> form, boolean envAlive) {
        StringBuilder filled = new StringBuilder();
        // What stands between two live references is quoted as one: a dollar and a brace may come from two values.
        StringBuilder plain = new StringBuilder();
        Matcher token = TOKEN.matcher(text);
        int done = 0;
        while (token.find()) {
            plain.append(text, done, token.start());
            if (!envAlive || token.group("env") == null) {
                plain.append(value(token, form));
            } else {
                filled.append(EnvReferences.quote(plain.toString())).append(token.group());
                plain.setLength(0);
            }
            done = token.end();
        }
        plain.append(text, done, text.length());
        return filled.append(EnvReferences.quote(plain.toString())).toString();
    }

    private String value(Matcher token, UnaryOperator<String> form) {
        if (token.group("dollar") != null) {
            return "$";
        }
        String value = values.get(name(token));
        return value == null ? token.group() : form.apply(value);
    }
}
