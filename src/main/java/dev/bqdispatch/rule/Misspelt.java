package dev.bqdispatch.rule;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds what was probably meant to be replaced and is not: it would become part of the name of an object or a table, and
 * nobody would be told.
 */
final class Misspelt {
    /** Fields that name something; elsewhere a dollar may well be one. */
    private static final Set<String> NAMING = Set.of(
            "Source",
            "Dest",
            "SourceURL",
            "SourceURLs",
            "DestURL",
            "DestURLs",
            "URL",
            "URLs",
            "SourceUris",
            "DestinationTable",
            "Table",
            "Template",
            "DatasetID",
            "SQLURL",
            "BodyURL",
            "Topic",
            "Channels",
            "Token");

    private static final Pattern REFERENCE =
            Pattern.compile("\\$\\{\\s*(?<word>(?i:config|env))\\s*\\.(?<name>[^{}$]*)(?<end>}?)");
    private static final Pattern RIGHT = Pattern.compile("\\$\\{(?:config|env)\\.[^{}\\s]+}");

    private final Set<String> known;
    private final Faults faults;

    /** @param groups named groups whose values can be put in */
    Misspelt(Set<String> groups, Faults faults) {
        this.known = new HashSet<>(JobValues.NAMES);
        this.known.addAll(groups);
        this.faults = faults;
    }

    /** @param request under its canonical keys, configuration values put in */
    void check(ObjectNode request, String path) {
        request.properties().forEach(field -> {
            if (NAMING.contains(field.getKey())) {
                check(field.getValue(), JsonPath.key(path, field.getKey()));
            }
        });
    }

    private void check(JsonNode value, String path) {
        Texts.each(value, text -> checkText(text, path));
    }

    /** @param text of which all is meant to be replaced that looks so */
    void checkText(String text, String path) {
        references(text, path);
        expressions(text, path);
    }

    private void references(String text, String path) {
        Matcher reference = REFERENCE.matcher(text);
        while (reference.find()) {
            if (!RIGHT.matcher(reference.group()).matches()) {
                String word = reference.group("word").equalsIgnoreCase("env") ? "env" : "config";
                faults.problem(path, "'" + reference.group() + "' is not right; expected ${" + word + ".NAME}");
            }
        }
    }

    private void expressions(String text, String path) {
        for (String name : new TreeSet<>(Expressions.names(text))) {
            // BigQuery's own partitions are written so: $__NULL__.
            if (!known.contains(name) && !name.isEmpty() && !name.startsWith("__")) {
                faults.warning(
                        path, "$" + name + " is no expression here and stays as it is" + Spelling.hint(name, known));
            }
        }
    }
}
