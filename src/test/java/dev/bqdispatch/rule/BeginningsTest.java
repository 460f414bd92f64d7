package dev.bqdispatch.rule;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BeginningsTest {
    private static final String BEGINNING = "select $1 from a.b";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a[.]b",
                "^select",
                "(?i)FROM",
                "\\Aselect",
                "\\$1",
                "[$]1",
                "\\Q$1\\E",
                "s.*b",
                "(?P<t>a)",
                "[]$]1 ",
                "\\bfrom\\b",
                "a\\b"
            })
    void whatIsFoundInTheBeginningIsFoundInTheWhole(String regex) {
        assertThat(judge(regex, BEGINNING)).isEqualTo(Truth.YES);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"b$", "b\\z", "[.]b\\b", "\\Bb", "(?m)b$", "(?:b|c$)", "\\\\|b$", "a.b|[a]$", "x", "a[.]bc"})
    void whatDependsOnTheRestIsNotDecided(String regex) {
        assertThat(judge(regex, BEGINNING)).isEqualTo(Truth.OPEN);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "^insert",
                "\\Ainsert",
                "^\\s*insert\\s+into",
                "(?i)^INSERT",
                "^(insert|merge)\\b",
                "^(?P<verb>insert|merge) ",
                "^(?:with .*|delete|update) ",
                "^[[:upper:]]",
                "^select [^$]",
                "^select \\$2",
                "^select$",
                "^s{2,}",
                "^\\p{Lu}"
            })
    void whatMustBeAtTheStartAndIsNotIsNotFound(String regex) {
        assertThat(judge(regex, BEGINNING)).isEqualTo(Truth.NO);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "^select .* where",
                "^(?:select|insert) [^;]*;",
                "^select [$]1 from a[.]b join",
                "(?m)^insert",
                "^insert|x",
                "(?:^insert)",
                "^.*insert",
                "^(sel.*){2}",
                "^\\Qinsert\\E"
            })
    void whatMayStillComeIsNotDecided(String regex) {
        assertThat(judge(regex, BEGINNING)).isEqualTo(Truth.OPEN);
    }

    private static Truth judge(String regex, String beginning) {
        return Beginnings.judge(Pattern.compile(regex), beginning);
    }

    @ParameterizedTest
    @ValueSource(strings = {"SELECT a...", "SELECT a…", "SELECT a\uFFFD", "SELECT a\ud83d"})
    void whatTheCutItselfLeftIsNoPartOfTheText(String beginning) {
        assertThat(judge("SELECT a[^b]", beginning)).isEqualTo(Truth.OPEN);
        assertThat(judge("SELECT a", beginning)).isEqualTo(Truth.YES);
    }

    @Provide
    Arbitrary<String> regexes() {
        Arbitrary<String> parts = Arbitraries.of(
                "a",
                "b",
                ".",
                "$",
                "^",
                "\\b",
                "\\B",
                "\\z",
                "\\A",
                "[ab]",
                "[^a]",
                "[$]",
                "\\$",
                "(",
                ")",
                "|",
                "*",
                "+?",
                "\\Q$\\E",
                "(?m)",
                "(?:",
                "\\s",
                "\\W",
                "[]$]",
                "[[:space:]$]");
        return parts.list().ofMinSize(1).ofMaxSize(8).map(all -> String.join("", all));
    }

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.strings().withChars("ab $.\n").ofMaxLength(12);
    }

    @Property(tries = 30_000)
    void aDecisionHoldsForEveryTextThatBeginsSo(
            @ForAll("regexes") String regex, @ForAll("texts") String text, @ForAll @IntRange(max = 12) int cut) {
        Optional<Pattern> pattern = compile(regex);
        String beginning = text.substring(0, Math.min(cut, text.length()));
        if (pattern.isPresent()) {
            Truth expected = pattern.get().matcher(text).find() ? Truth.YES : Truth.NO;
            assertThat(Beginnings.judge(pattern.get(), beginning)).isIn(expected, Truth.OPEN);
        }
    }

    private static Optional<Pattern> compile(String regex) {
        try {
            return Optional.of(Pattern.compile(regex));
        } catch (PatternSyntaxException e) {
            return Optional.empty();
        }
    }
}
