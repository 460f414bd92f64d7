package dev.bqdispatch.match;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.List;
import java.util.Random;

/** Makes up regexes, with all that RE2 knows and oddities on top, each with a text that it may well be found in. */
final class RandomRegexes {
    private static final List<String> WORDS = List.of(
            "a",
            "b",
            "k",
            "s",
            "K",
            "S",
            "ab",
            "sales",
            "orders",
            "_",
            "-",
            "2024",
            "tasks",
            "gs://bkt/x",
            " ",
            "\u017F",
            "\u212A",
            "\u00E9",
            "\u00C9",
            "\u03A3",
            "\uD83D\uDE00",
            "acme",
            "ask",
            "\n",
            "i",
            "\u0130",
            "a?b",
            "k|s",
            "(a");
    private static final List<String> TABLES = List.of(
            ":sales.orders",
            "acme:sales.",
            ":s.t",
            "acme:sales.orders_2024",
            ":k_s.ask",
            ".orders",
            ":long_dataset.tasks_2024");
    /** A construct, and what it matches. */
    private static final String[][] ATOMS = {
        {".", "x"},
        {".", "k"},
        {"[ab]", "b"},
        {"[^a]", "k"},
        {"[a-c]", "c"},
        {"\\d", "7"},
        {"\\w", "s"},
        {"\\s", " "},
        {"\\W", ":"},
        {"[[:alpha:]]", "a"},
        {"[]a]", "]"},
        {"[.-]", "."},
        {"[.]", "."},
        {"[:]", ":"},
        {"[kK]", "k"},
        {"[\\d.]", "."},
        {"\\pL", "a"},
        {"\\p{Lu}", "A"},
        {"[^\\n]", "a"},
        {"[-_]", "_"},
        {"[s]", "s"},
        {"[\\]]", "]"},
        {"\\x41", "A"},
        {"\\x{212A}", "\u212A"},
        {"\\101", "A"},
        {"\\t", "\t"},
        {"\\_", "_"},
        {"\\.", "."},
        {"\\n", "\n"},
        {"()", ""},
        {"(?:)", ""},
        {"\\Q\\E", ""},
        {"{", "{"},
        {"a{01}", "a{01}"},
        {"a{,2}", "a{,2}"},
        {"}", "}"},
        {"]", "]"}
    };

    private static final String[][] REPETITIONS = {
        {"*", "0"},
        {"*", "2"},
        {"+", "1"},
        {"+", "2"},
        {"?", "0"},
        {"?", "1"},
        {"{2}", "2"},
        {"{0,1}", "0"},
        {"{1,}", "1"},
        {"{0}", "0"},
        {"*?", "1"},
        {"+?", "1"},
        {"??", "1"},
        {"{2,3}", "3"},
        {"{01}", "1"},
        {"{1}", "1"},
        {"{3}?", "3"}
    };
    private static final List<String> EDGES = List.of("^", "$", "\\A", "\\z", "\\b", "\\B", "^^", "$$");
    private static final List<String> FLAGS = List.of("(?i)", "(?s)", "(?m)", "(?U)", "(?-i)", "(?i-s)", "(?im)");

    private final Random random;
    private int names;

    RandomRegexes(Random random) {
        this.random = random;
    }

    /** @param example a text, perhaps one that matches */
    record Made(String regex, String example) {
        Made then(Made next) {
            return new Made(regex + next.regex, example + next.example);
        }
    }

    /** One that is a regex. */
    Made next() {
        while (true) {
            Made made = whole();
            try {
                Pattern.compile(made.regex);
                return made;
            } catch (PatternSyntaxException e) {
                // What was put together blindly need not be one.
            }
        }
    }

    private Made whole() {
        int kind = random.nextInt(6);
        Made body = kind < 2 ? table() : kind == 2 ? captured() : sequence(3);
        Made start = random.nextInt(6) == 0 ? new Made(pick(FLAGS), "") : new Made("", "");
        if (random.nextInt(4) == 0) {
            start = start.then(new Made(
                    pick(List.of("^", "\\A", "^.*", ".+", ".*", "^.+", ".?", "\\b", "(?m)^")),
                    random.nextBoolean() ? "x" : ""));
        }
        Made made = start.then(body);
        if (random.nextInt(3) == 0) {
            made = made.then(new Made(
                    pick(List.of("$", "\\z", ".*$", "$", ".+", "_\\d+$", "(?P<end>.*)$", "\\b", "(?m)$")),
                    random.nextBoolean() ? "_1" : ""));
        }
        return random.nextInt(20) == 0 ? new Made(broken(made.regex), made.example) : made;
    }

    private Made table() {
        String table = pick(TABLES);
        if (random.nextInt(8) == 0) {
            int half = table.length() / 2;
            return new Made("(?i:" + quoted(table.substring(0, half)) + ")" + quoted(table.substring(half)), table);
        }
        return new Made(random.nextInt(3) == 0 ? "(" + quoted(table) + ")" : quoted(table), table);
    }

    /** Groups side by side: where one ends and the next begins takes more than to find them. */
    private Made captured() {
        Made made = new Made(pick(List.of("sales\\.", ":", "^acme:s", "(?:sales|k)\\.", "")), "acme:sales.");
        for (int groups = random.nextInt(3) + 1; groups > 0; groups--) {
            String group =
                    pick(List.of("\\w+", "\\w+?", ".*", ".*?", "\\d{1,4}", "[^_]*", "\\w*_", "a|ask|as", "\\S{2,}?"));
            String name = random.nextInt(4) == 0 ? "(" : "(?P<c" + names++ + ">";
            String after = pick(List.of(")", ")", ")?", ")_?", ")??", ")\\s?"));
            made = made.then(
                    new Made(name + group + after, pick(List.of("ask_2024", "a", "_", "sales", "20 s", "kS_"))));
        }
        return made;
    }

    private Made sequence(int depth) {
        Made made = new Made("", "");
        for (int parts = random.nextInt(4) + 1; parts > 0; parts--) {
            made = made.then(part(depth));
        }
        return made;
    }

    private Made part(int depth) {
        Made one = atom(depth);
        if (random.nextInt(4) != 0) {
            return one;
        }
        String[] repetition = REPETITIONS[random.nextInt(REPETITIONS.length)];
        return new Made(one.regex + repetition[0], one.example.repeat(Integer.parseInt(repetition[1])));
    }

    private Made atom(int depth) {
        int kind = random.nextInt(depth > 0 ? 20 : 12);
        if (kind < 8) {
            String word = pick(WORDS);
            return new Made(quoted(word), word);
        } else if (kind < 11) {
            String[] atom = ATOMS[random.nextInt(ATOMS.length)];
            return new Made(atom[0], atom[1]);
        } else if (kind == 11) {
            return new Made(random.nextInt(3) == 0 ? pick(FLAGS) : pick(EDGES), "");
        } else if (kind == 12) {
            return table();
        }
        return group(depth - 1);
    }

    private Made group(int depth) {
        Made first = sequence(depth);
        Made inner = first;
        for (int more = random.nextInt(3); more > 0; more--) {
            Made other = random.nextInt(8) == 0 ? new Made("", "") : sequence(depth);
            inner = new Made(inner.regex + "|" + other.regex, random.nextBoolean() ? inner.example : other.example);
        }
        String open = switch (random.nextInt(6)) {
            case 0 -> "(?:";
            case 1 -> "(?i:";
            case 2 -> "(?P<g" + names++ + ">";
            case 3 -> "(?<h" + names++ + ">";
            case 4 -> "(?s-i:";
            default -> "(";
        };
        return new Made(open + inner.regex + ")", inner.example);
    }

    /** In one of the ways to write plain text. */
    private String quoted(String text) {
        boolean meaning = text.contains("?") || text.contains("|");
        if (random.nextInt(meaning ? 2 : 8) == 0) {
            return "\\Q" + text + "\\E";
        }
        StringBuilder quoted = new StringBuilder();
        text.codePoints().forEach(point -> {
            String one = Character.toString(point);
            if (point < 128 && !Character.isLetterOrDigit(point) && point > ' ') {
                one = random.nextInt(4) == 0 ? "[" + one + "]" : random.nextInt(8) == 0 ? one : "\\" + one;
            }
            quoted.append(one);
        });
        return quoted.toString();
    }

    private String broken(String regex) {
        if (regex.isEmpty()) {
            return regex;
        }
        int at = random.nextInt(regex.length());
        return regex.substring(0, at)
                + (random.nextBoolean() ? pick(List.of("*", "|", ")", "\\", "[", "?", "{1}")) : "")
                + regex.substring(at + random.nextInt(2));
    }

    /** A text near one that may match. */
    String near(String example) {
        StringBuilder text = new StringBuilder();
        for (int before = random.nextInt(3); before > 0; before--) {
            text.append(pick(WORDS));
        }
        text.append(random.nextInt(8) == 0 ? "\n" : "").append(example).append(random.nextInt(8) == 0 ? "\n" : "");
        for (int after = random.nextInt(3); after > 0; after--) {
            text.append(pick(WORDS));
        }
        for (int edits = Math.max(0, random.nextInt(5) - 2); edits > 0 && text.length() > 0; edits--) {
            edit(text, random.nextInt(text.length()));
        }
        return text.toString();
    }

    private void edit(StringBuilder text, int at) {
        char here = text.charAt(at);
        switch (random.nextInt(5)) {
            case 0 -> text.deleteCharAt(at);
            case 1 -> text.insert(at, pick(WORDS));
            case 2 -> text.setCharAt(at, here == 'k' ? '\u212A' : here == 's' ? '\u017F' : 'k');
            case 3 -> text.setCharAt(at, Character.toUpperCase(here));
            default -> text.setCharAt(at, Character.toLowerCase(here));
        }
    }

    private <T> T pick(List<T> all) {
        return all.get(random.nextInt(all.size()));
    }
}
