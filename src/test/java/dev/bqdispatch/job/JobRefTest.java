package dev.bqdispatch.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.NumericChars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JobRefTest {
    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-";

    @ParameterizedTest
    @CsvSource({"us, US", "Eu, EU", "US-CENTRAL1, us-central1", "Asia-Northeast1, asia-northeast1"})
    void writesALocationInOneWay(String told, String canonical) {
        assertThat(new JobRef("acme-data", told, "j").location()).isEqualTo(canonical);
    }

    @Test
    void isTheIdentityOfACompletion() {
        assertThat(new JobRef("example.com:ledger", "eu", "a-b_C")).hasToString("example.com:ledger:EU.a-b_C");
    }

    @Property(tries = 300)
    void takesEveryIdOfTheAlphabet(
            @ForAll
                    @StringLength(min = 1, max = 1024)
                    @NumericChars
                    @CharRange(from = 'a', to = 'z')
                    @CharRange(from = 'A', to = 'Z')
                    @CharRange(from = '_', to = '_')
                    @CharRange(from = '-', to = '-')
                    String id) {
        assertThat(new JobRef("p", "US", id).jobId()).isEqualTo(id);
    }

    @Property(tries = 2_000)
    void refusesEveryIdWithACharacterOutsideTheAlphabet(
            @ForAll char odd, @ForAll @IntRange(max = 5) int before, @ForAll @IntRange(max = 5) int after) {
        if (ALPHABET.indexOf(odd) < 0) {
            String id = "a".repeat(before) + odd + "a".repeat(after);
            assertThatThrownBy(() -> new JobRef("p", "US", id)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void refusesAnIdOfNoOrTooManyCharacters() {
        assertThatThrownBy(() -> new JobRef("p", "US", "")).hasMessageContaining("job ID");
        assertThatThrownBy(() -> new JobRef("p", "US", "a".repeat(1025)))
                .hasMessageContaining("job ID")
                .hasMessageNotContaining("a".repeat(100));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a/b", "a:b:c", "A", ".", "p\n", "a..b"})
    void refusesAProjectThatIsNone(String project) {
        assertThatThrownBy(() -> new JobRef(project, "US", "j")).hasMessageContaining("project");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "../x", "US.x", "a b"})
    void refusesALocationThatIsNone(String location) {
        assertThatThrownBy(() -> new JobRef("p", location, "j")).hasMessageContaining("location");
    }

    /** The grammar as patterns. */
    @Property(tries = 5_000)
    void isReadIfItIsOfTheGrammar(
            @ForAll @StringLength(max = 12) @Chars({'a', 'Z', '7', '-', '.', ':', '_', '/'}) String text) {
        String project = "(?:[a-z0-9.-]{1,100}:)?[a-z0-9-]{1,100}";
        assertThat(JobRef.isProject(text)).isEqualTo(text.matches(project));
        assertThat(JobRef.parse(text).isPresent())
                .isEqualTo(text.matches(project + ":[A-Za-z0-9-]{1,60}\\.[A-Za-z0-9_-]{1,1024}"));
    }

    @ParameterizedTest
    @ValueSource(ints = {100, 101})
    void aProjectHasAHundredCharactersAtMostBehindAsManyOfADomain(int length) {
        String long100 = "p".repeat(length);
        assertThat(JobRef.isProject(long100)).isEqualTo(length == 100);
        assertThat(JobRef.isProject(long100 + ":p")).isEqualTo(length == 100);
        assertThat(JobRef.isProject("a.b:" + long100)).isEqualTo(length == 100);
    }
}
