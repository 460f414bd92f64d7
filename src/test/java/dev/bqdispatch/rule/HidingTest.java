package dev.bqdispatch.rule;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HidingTest {
    /** Has whatever an encoding changes. */
    private static final String SECRET = "a\"b/c+d\\e&f \u00fc\uD83D\uDD11\ng=h%41";

    private final Hiding hiding = new Hiding(Map.of(SECRET, "***"), false);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a\"b/c+d\\e&f \u00fc\uD83D\uDD11\ng=h%41",
                "a\"b/c+d\\e&f \u00fc\uD83D\uDD11 g=h%41",
                "a\"b/c+d\\e&f\u00fc\uD83D\uDD11g=h%41",
                "a\"b/c+d\\e&f  \r\n\t\u00fc\uD83D\uDD11\r\n g=h%41",
                "a\\\"b/c+d\\\\e&f \u00fc\uD83D\uDD11\\ng=h%41",
                "a\\\"b\\/c\\u002bd\\\\e\\u0026f \\u00fc\\ud83d\\uDD11\\ng=h%41",
                "a\\\\\\\"b/c+d\\\\\\\\e&f \\\\u00fc\uD83D\uDD11\\\\ng=h%41",
                "a%22b%2Fc%2Bd%5Ce%26f%20%C3%BC%F0%9F%94%91%0Ag%3Dh%2541",
                "a%22b%2fc%2bd%5ce%26f+%c3%bc%f0%9f%94%91%0ag%3dh%2541",
                "a%22b/c+d%5Ce&f%20%C3%BC%F0%9F%94%91%0Ag=h%2541",
                "a%5C%22b/c%2Bd%5C%5Ce%26f%20%C3%BC%F0%9F%94%91%5Cng%3Dh%2541",
            })
    void aSecretIsHiddenInEveryFormThatAServerMayQuote(String form) {
        assertThat(hiding.in("got '" + form + "', \\u12 and 5% of it: " + form))
                .isEqualTo("got '***', \\u12 and 5% of it: ***");
    }

    @Test
    void whatIsNoSecretStaysAsItIs() {
        String text = "a\\\"b \u00fc %41 + \\x \\u00e %C3 %C3%28\n a\"b/c+d";

        assertThat(hiding.in(text)).isEqualTo(text);
        assertThat(new Hiding(Map.of("EU", "***", " a\n b  ", "***"), true).in("in EU: a b"))
                .isEqualTo("in EU: a b");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "…", "...", "...\"}", "%2", "\\u00", "\"}]}"})
    void whatRemainsOfASecretAtTheCutIsHidden(String after) {
        Hiding cut = new Hiding(Map.of("k".repeat(20) + "e".repeat(400), "***"), true);

        assertThat(cut.in("x: " + "k".repeat(20) + after)).isEqualTo("x: ***" + after);
        assertThat(cut.in("x: " + "k".repeat(20) + "e".repeat(399) + after)).isEqualTo("x: ***" + after);
    }

    @Test
    void theBeginningOfAHarmlessValueIsHiddenOnlyWhereDotsTellOfACut() {
        Hiding values = new Hiding(Map.of("analytics_production", "${env.D}"), false);

        assertThat(values.in("no analytics_prototype, no analytics_pro"))
                .isEqualTo("no analytics_prototype, no analytics_pro");
        assertThat(values.in("SELECT 'analytics_pro...")).isEqualTo("SELECT '${env.D}...");
    }

    @Test
    void theLongestNamesWhatOverlaps() {
        Map<String, String> shown = new TreeMap<>(Map.of("Bearer abcdef", "***", "abcdef", "${env.A}", "defghi", "+"));

        assertThat(new Hiding(shown, false).in("Bearer abcdefghi, abcdef")).isEqualTo("***, ${env.A}");
    }
}
