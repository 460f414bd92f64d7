package dev.bqdispatch.regex;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A walk finds what RE2/J finds, with the same groups, or says that it does not know. */
class WalkTest {
    private static final List<String> TEXTS = List.of(
            "",
            "a",
            "aa",
            "b",
            "ab",
            "xab",
            "aab b",
            "A",
            "acme:mart_1.events_20260301",
            "acme:mart_1.events_2026030",
            "acme:mart_1.fact_sales",
            "ACME:MART_1.FACT_SALES",
            "a.b\nc",
            "k\tk",
            "x-y]z^",
            "gs://bucket/in/2026/file.csv");

    private static final int PAIRS = Integer.getInteger("bqdispatch.walk-pairs", 200_000);

    /** What a regex finds in a text, group by group; empty if it does not find. */
    private static Optional<Map<String, @Nullable String>> byRe2(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        if (!matcher.find()) {
            return Optional.empty();
        }
        Map<String, @Nullable String> groups = new HashMap<>();
        pattern.namedGroups().forEach((name, index) -> groups.put(name, matcher.group(index)));
        return Optional.of(groups);
    }

    private static Optional<Map<String, @Nullable String>> of(Finding finding) {
        if (!(finding instanceof Finding.Found found)) {
            return Optional.empty();
        }
        Map<String, @Nullable String> groups = new HashMap<>();
        found.groups(groups::put);
        return Optional.of(groups);
    }

    /** RE2/J forgets the names of some groups: within what may be missing, if a count stands beside them. */
    private static Optional<Map<String, @Nullable String>> known(Pattern pattern, Finding finding) {
        Optional<Map<String, @Nullable String>> groups = of(finding);
        groups.ifPresent(all -> all.keySet().retainAll(pattern.namedGroups().keySet()));
        return groups;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a",
                "^a",
                "a$",
                "^a|b$",
                "a+",
                "(?P<x>a*)",
                "(?P<x>a*)(?P<y>a)",
                "(?P<x>a*?)(?P<y>a)",
                "(?P<x>a)?b",
                "(?P<x>a)??b",
                "(?P<x>a*)?b",
                "(?P<x>a|ab)(?P<y>b?)",
                "(?P<x>ab|a)(?P<y>b?)",
                "(?:(?P<x>a)|(?P<y>b))$",
                "mart_1\\.events_(?P<day>\\d{8})$",
                ":mart_1\\.(?P<table>fact_\\w+)$",
                "(?i)mart_1\\.(?P<table>fact_[a-z]+)$",
                "(?i)[^m]art",
                "(?s)a.b.c",
                "a.b.c",
                "(?i)(?P<k>K)\\s[k]",
                "[\\d.]+(?P<rest>.*)",
                "[a-]+",
                "x\\-y\\]z\\^",
                "^gs://(?P<bucket>[^/]+)/(?P<path>.+?)/(?P<file>[^/]*)\\.(?:csv|json)$",
                "(?P<year>\\d{4})",
                "\\w{2,3}",
                "\\w{2,}?:",
                "\\w{0}a",
                "\\W[a-m][n-z]",
                "()",
                "(|a)b",
                "\\Aa\\z"
            })
    void findsWhatRe2Finds(String regex) {
        Pattern pattern = Pattern.compile(regex);
        Walk walk = Walk.of(regex).orElseThrow(() -> new AssertionError("is not understood"));
        for (String text : TEXTS) {
            Finding finding = walk.find(text);
            assertThat(finding).as(text).isNotInstanceOf(Finding.Unsure.class);
            assertThat(of(finding)).as(text).isEqualTo(byRe2(pattern, text));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "(ab)+",
                "(?i:a)b",
                "(?m)^a",
                "\\bab",
                "\\Qa.b\\E",
                "\\pL",
                "\\x41",
                "[[:alpha:]]",
                "[]a]",
                "a{01}",
                "{",
                "a$*",
                "\u00E9",
                "[a-\u00E9]"
            })
    void whatItDoesNotKnowItDoesNotWalk(String regex) {
        assertThat(Walk.of(regex)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"[^a]", ".", "\\W", "a.*b", "a.*?b", "\\S+$"})
    void charactersBeyondAsciiAreLeftToRe2(String regex) {
        Walk walk = Walk.of(regex).orElseThrow();
        assertThat(walk.find("\u00E9a\uD83D\uDE00b")).isEqualTo(Finding.UNSURE);
    }

    @Test
    void asALetterTheyAreTheLetter() {
        Walk walk = Walk.of("(?i)^(?P<all>ks)$").orElseThrow();
        assertThat(of(walk.find("\u212A\u017F"))).contains(Map.of("all", "\u212A\u017F"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\\w+\\w+\\w+x", "(|a)?(|a)?(|a)?(|a)?(|a)?(|a)?(|a)?(|a)?(|a)?(|a)?(|a)?(|a)?(|a)?x"})
    void itGivesUpWhatWouldTakeLong(String regex) {
        Walk walk = Walk.of(regex).orElseThrow();
        assertThat(walk.find("a".repeat(500))).isEqualTo(Finding.UNSURE);
    }

    @Test
    void whateverIsPutTogetherIsFoundAsRe2FindsIt() {
        Random random = new Random(20261129);
        int decided = 0;
        for (int i = 0; i < PAIRS / 20; i++) {
            String regex = Made.regex(random);
            Optional<Walk> walk = Walk.of(regex);
            Pattern pattern = Pattern.compile(regex);
            for (int j = 0; j < 20 && walk.isPresent(); j++) {
                String text = Made.text(random);
                Finding finding = walk.get().find(text);
                if (!(finding instanceof Finding.Unsure)) {
                    decided++;
                    assertThat(known(pattern, finding))
                            .as("%s in '%s'", regex, text)
                            .isEqualTo(byRe2(pattern, text));
                }
            }
        }
        assertThat(decided).isGreaterThan(PAIRS / 2);
    }

    /** Regexes of the kinds that are walked, and texts in which they may be found. */
    private static final class Made {
        private static final List<String> ONES = List.of(
                "a", "b", "k", "A", "1", "_", "\\.", ".", "\\d", "\\w", "\\s", "\\W", "\\D", "\\S", "[ab]", "[^a]",
                "[a-k]", "[\\d_]", "[^\\w]", "[A-Z1]", "[-a]", "[a-]", "\\n");
        private static final List<String> COUNTS =
                List.of("*", "+", "?", "*?", "+?", "??", "{2}", "{1,2}", "{0,2}?", "{1,}", "{0}");
        private static final String LETTERS = "aabbkAK1_ .\n-\u212A\u00E9";

        private final Random random;
        private int names;

        private Made(Random random) {
            this.random = random;
        }

        static String regex(Random random) {
            Made made = new Made(random);
            String flags = made.pick(List.of("", "", "", "(?i)", "(?s)", "(?is)"));
            return flags + made.choice(2);
        }

        static String text(Random random) {
            StringBuilder text = new StringBuilder();
            for (int i = random.nextInt(9); i > 0; i--) {
                text.append(LETTERS.charAt(random.nextInt(LETTERS.length() - (random.nextInt(8) == 0 ? 0 : 2))));
            }
            return text.toString();
        }

        private String choice(int depth) {
            List<String> branches = new ArrayList<>();
            for (int i = random.nextInt(4) == 0 ? 2 : 1; i > 0; i--) {
                branches.add(sequence(depth));
            }
            return String.join("|", branches);
        }

        private String sequence(int depth) {
            StringBuilder all = new StringBuilder(random.nextInt(6) == 0 ? "^" : "");
            for (int i = random.nextInt(4); i > 0; i--) {
                all.append(part(depth));
            }
            return all.append(random.nextInt(6) == 0 ? "$" : "").toString();
        }

        private String part(int depth) {
            if (depth > 0 && random.nextInt(3) == 0) {
                String open = pick(List.of("(", "(?:", "(?P<g" + names + ">", "(?<g" + names + ">"));
                names++;
                return open + choice(depth - 1) + ")" + pick(List.of("", "", "?", "??"));
            }
            return pick(ONES) + (random.nextInt(2) == 0 ? pick(COUNTS) : "");
        }

        private String pick(List<String> all) {
            return all.get(random.nextInt(all.size()));
        }
    }
}
