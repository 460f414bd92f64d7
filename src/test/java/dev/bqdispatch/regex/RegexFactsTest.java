package dev.bqdispatch.regex;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.re2j.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The dialect of RE2, case by case. */
class RegexFactsTest {
    private static RegexFacts facts(String regex) {
        Pattern.compile(regex);
        return RegexFacts.of(regex);
    }

    /** Texts of one list parted by a stroke, lists by a blank. */
    private static String needed(String regex) {
        return facts(regex).needed().stream()
                .map(texts -> String.join("|", texts))
                .collect(Collectors.joining(" "));
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '`', delimiter = '#', textBlock = """
            sales                      # sales
            :sales\\.orders$           # :sales.orders
            ^acme:sales\\.orders\\z    # acme:sales.orders
            .+:sales[.]orders          # :sales.orders
            sales.orders               # sales orders
            :sales\\.orders_\\d{8}$    # :sales.orders_
            (?P<set>sales)\\.(?<t>or)d # sales.ord
            sales|orders               # sales|orders
            :s\\.(orders|items|)$      # :s.orders|:s.items|:s.
            (?:sales|orders)_x+y       # sales_|orders_
            ord(er)?s                  # orders|ords
            (ab){3}                    # ababab
            (ab){2,}c                  # abab
            (ab)+c                     # ab
            (?:ab|cd){2}e              # ab|cd
            a{01}                      # ``
            sa[lk]es                   # sales|sakes
            sa[l-n]es                  # sa es
            sa[^l]es                   # sa es
            sa\\Bles                   # sales
            sa^les                     # sales
            \\Qsales.o\\E$             # sales.o
            \\Qsales*\\E*x             # sales
            sal\\x65s                  # ``
            (?i)sales                  # sales
            (?i:sales)K                # salesK
            (?i)sal\u00E9s             # sal
            (?im-s)sales$              # sales
            sa(?U)les                  # sales
            sa\\pLes                   # sa es
            sa\\p{Greek}es             # sa es
            sa[[:alpha:]\\]]es         # sa es
            sa[]]es                    # sa]es
            sa[a-]es                   # saaes|sa-es
            \u00E9\u212A               # \u00E9\u212A
            """)
    void whatEveryMatchContains(String regex, String expected) {
        assertThat(needed(regex)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ".*",
                "a",
                "sales|",
                "sales|o",
                "(sales)?",
                "(sales)*",
                "(sales){0}",
                "(sales){0,3}",
                "[a-z]+",
                "\\d{8}",
                "sales{",
                "sales{,2}",
                "sal(?i)*",
                "sal\\Q\\E*",
                "\\101\\102",
                "\uD83D\uDE00"
            })
    void whatNeedNotBeThereOrIsNotUnderstoodIsNotNeeded(String regex) {
        assertThat(needed(regex)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '`', delimiter = '#', textBlock = """
            :s\\.t$              # :s.t
            :s\\.t\\z            # :s.t
            ^p:s\\.t$            # p:s.t
            :s\\.(t|u)$          # :s.t|:s.u
            (?i):s\\.T$          # :s.T
            [0-9]+:s\\.t$        # :s.t
            (:s\\.t$)            # :s.t
            :s\\.t$\\b           # :s.t
            :s\\.t               # ``
            :s\\.t$|u            # ``
            (?m):s\\.t$          # ``
            :s\\.t.*$            # ``
            :s\\.t\\d$           # ``
            :s\\.t$u             # ``
            """)
    void howTheTextEnds(String regex, String expected) {
        assertThat(String.join("|", facts(regex).endings())).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "s.t",
                "s\\b.t",
                "\\bst",
                "st\\B",
                "s\\d",
                "^.s",
                "^..s",
                "..s",
                "(?m)^s",
                "(?m)s$",
                "(?i)\u00E9s",
                "s*",
                ".*",
                "s|",
                "(?i:s)t",
                "\uD83D\uDE00",
                "$s",
                "s^"
            })
    void whatAsksForMoreThanATextAndItsPlaceHasNoShape(String regex) {
        assertThat(facts(regex).shape()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sk",
                "^sk",
                "sk$",
                "^sk$",
                ".+sk",
                ".*sk",
                ".sk",
                ".?sk",
                "^.*sk",
                "^.+sk",
                "sk.",
                "sk.*$",
                "sk.+",
                "sk.+$",
                "^sk.*",
                "(?s)^.+sk.*$",
                "(?i)sk",
                "(?i)^sK$",
                "s(k|K)",
                "^(?:s|sk)$",
                "\\Ask\\z",
                "[s][k]",
                "(?P<a>sk)$",
                "\\Qsk\\E",
                "(sk){1}",
                "s?k$"
            })
    void aShapeAnswersWhatTheRegexDoes(String regex) {
        Shape shape = facts(regex).shape().orElseThrow();
        Pattern pattern = Pattern.compile(regex);
        for (String before : new String[] {"", "x", "\n", "xy", "x\n", "\uD83D\uDE00"}) {
            for (String middle : new String[] {"sk", "SK", "\u017F\u212A", "s", "k", "", "sksk", "s\nk"}) {
                for (String after : new String[] {"", "x", "\n", "xy", "\nx"}) {
                    String text = before + middle + after;
                    if (shape.judges(text)) {
                        assertThat(shape.fits(text))
                                .as("/%s/ in '%s'", regex, text)
                                .isEqualTo(pattern.matcher(text).find());
                    }
                }
            }
        }
    }

    @Test
    void aTextWithALineBreakIsNotJudgedWhereDotsDoNotTakeOne() {
        assertThat(facts("s.+").shape().orElseThrow().judges("s\n")).isFalse();
        assertThat(facts("s$").shape().orElseThrow().judges("s\n")).isTrue();
    }

    /** What the folding of this package stands on. */
    @Test
    void onlyTwoCharactersBeyondAsciiFoldToALetterOfIt() {
        StringBuilder folding = new StringBuilder();
        for (int letter = 'a'; letter <= 'z'; letter++) {
            Pattern pattern = Pattern.compile("(?i)" + (char) letter);
            for (int point = 128;
                    point <= Character.MAX_CODE_POINT;
                    point = point == 0x2FFF
                            ? 0xA640
                            : point == 0xFFFF ? 0x1E900 : point == 0x1E943 ? Character.MAX_CODE_POINT + 1 : point + 1) {
                if (pattern.matcher(Character.toString(point)).find()) {
                    folding.append((char) letter).append(Character.toString(point));
                }
            }
        }
        assertThat(folding).hasToString("k" + Folding.KELVIN + "s" + Folding.LONG_S);
    }

    @Test
    void whatIsTooLongOrTooDeepIsNotRead() {
        assertThat(RegexFacts.of("sales".repeat(1_000))).isEqualTo(RegexFacts.NONE);
        assertThat(RegexFacts.of("(".repeat(60) + "sales" + ")".repeat(60))).isEqualTo(RegexFacts.NONE);
        assertThat(RegexFacts.of("(".repeat(2_000))).isEqualTo(RegexFacts.NONE);
    }

    @Test
    void aChoiceOfManyTextsIsNoneOfThem() {
        String many = "ab|cd|ef|gh|ij|kl|mn|op|qr|st|uv|wx|yz|ba|dc|fe|hg";

        assertThat(needed("(" + many + ")x")).isEmpty();
        assertThat(needed("(ab|cd)(ab|cd)(ab|cd)(ab|cd)(ab|cd)")).isNotEmpty();
    }
}
