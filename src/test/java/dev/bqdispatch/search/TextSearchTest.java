package dev.bqdispatch.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextSearchTest {
    private static List<Integer> found(String text, Wanted... wanted) {
        return found(TextSearch.of(List.of(wanted)), text);
    }

    private static List<Integer> found(Search search, String text) {
        Hits hits = new Hits();
        search.find(text, hits);
        hits.sort();
        List<Integer> owners = new ArrayList<>();
        for (int i = 0; i < hits.size(); i++) {
            owners.add(hits.get(i));
        }
        return owners;
    }

    private static Wanted text(String text, int owner) {
        return new Wanted(text, false, owner);
    }

    /** One length after the other, through all ways to look. */
    @ParameterizedTest
    @ValueSource(ints = {2, 3, 4, 5, 6, 7, 8, 10, 11, 12, 13, 14, 15, 16, 40, 255, 256, 1_000})
    void aTextIsFoundWhereverItStands(int length) {
        String wanted = "abcdefghijklmnopqrstuvwxyz:.0123".repeat(40).substring(0, length);
        Search search = TextSearch.of(List.of(text(wanted, 7)));

        for (int before = 0; before < 20; before++) {
            assertThat(found(search, "#".repeat(before) + wanted)).containsExactly(7);
            assertThat(found(search, "#".repeat(before) + wanted + "#####")).containsExactly(7);
        }
        assertThat(found(search, wanted.substring(0, 1).repeat(2_000))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"sky:Tasks_K", "SKY:TASKS_k", "\u017F\u212Ay:Ta\u017F\u212As_\u212A"})
    void casesOfLettersDoNotMatter(String text) {
        assertThat(found("\u03A3 " + text, text("sky:tasks_k", 1), new Wanted("y:tasks_k", true, 2)))
                .containsExactly(1, 2);
    }

    @Test
    void otherCharactersThanLettersAreTheirOwn() {
        assertThat(found("\u00E9t\u00E9 \uD83D\uDE00!", text("\u00E9t\u00E9", 1), text("\uD83D\uDE00!", 2)))
                .containsExactly(1, 2);
    }

    @Test
    void anEndingIsFoundAtTheEndAlone() {
        Wanted ending = new Wanted("p:sales.orders", true, 3);

        assertThat(found("acme:sales.orders", ending)).containsExactly(3);
        assertThat(found("acme:sales.orders_x", ending)).isEmpty();
        assertThat(found("acme:sales.orders:x", ending)).isEmpty();
        assertThat(found(":", ending)).isEmpty();
        assertThat(found("", ending)).isEmpty();
    }

    @Test
    void allOwnersOfATextAreFoundOnceHoweverOftenItStands() {
        assertThat(found("sales and sales ".repeat(500), text("sales", 5), text("sales", 2), text("and", 9)))
                .containsExactly(2, 5, 9);
    }

    @Test
    void textsThatBeginAlikeAreToldApart() {
        List<Wanted> wanted = new ArrayList<>();
        for (int i = 0; i < 2_000; i++) {
            wanted.add(text("acme-prod:dataset_" + (1_000 + i), i));
        }

        assertThat(found(TextSearch.of(wanted), "acme-prod:dataset_1234")).containsExactly(234);
    }

    @Test
    void amongManyRandomTextsAllThatStandThereAreFoundAndHardlyAnyOther() {
        Random random = new Random(1);
        List<Wanted> wanted = new ArrayList<>();
        for (int i = 0; i < 3_000; i++) {
            wanted.add(text(word(random, 2 + random.nextInt(25)), i));
        }
        Search search = TextSearch.of(wanted);

        for (int i = 0; i < 1_000; i++) {
            String text = word(random, random.nextInt(10)) + wanted.get(i).text() + word(random, random.nextInt(10));
            List<Integer> there = wanted.stream()
                    .filter(each -> text.contains(each.text()))
                    .map(Wanted::owner)
                    .toList();
            assertThat(found(search, text)).isEqualTo(there);
        }
    }

    private static String word(Random random, int length) {
        StringBuilder word = new StringBuilder();
        for (int i = 0; i < length; i++) {
            word.append((char) ('a' + random.nextInt(8)));
        }
        return word.toString();
    }

    @Test
    void withNothingWantedNothingIsFound() {
        assertThat(found("acme:sales.orders")).isEmpty();
    }

    @Test
    void whatIsTooShortIsNotLookedFor() {
        assertThatThrownBy(() -> text("a", 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> text("\uD83D\uDE00", 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Wanted("sales:", true, 0)).isInstanceOf(IllegalArgumentException.class);
    }
}
