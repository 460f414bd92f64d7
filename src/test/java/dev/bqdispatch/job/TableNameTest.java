package dev.bqdispatch.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.arbitraries.StringArbitrary;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TableNameTest {
    @ParameterizedTest
    @CsvSource({
        "d.t, own:d.t",
        "p:d.t, p:d.t",
        "p.d.t, p:d.t",
        "`my-p.d.t`, my-p:d.t",
        "`my-p`.d.`t-1`, my-p:d.t-1",
        "example.com:p.d.t, example.com:p:d.t",
        "example.com:p:d.t, example.com:p:d.t",
        "p.d.t$20260314, p:d.t$20260314",
        "' p.d.events_* ', p:d.events_*",
        "p.d.Bestellungen Köln, p:d.Bestellungen Köln"
    })
    void readsEveryWayToWriteATable(String text, String table) {
        assertThat(TableName.parse(text, "own").map(TableName::toString)).contains(table);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "t", "d.", ".t", "p:d", "a.b.c.d", "p.d.t/x", "p.d d.t", "gs://b/o", "p.d.t\nx", "d..t"})
    void findsNoTableInOtherText(String text) {
        assertThat(TableName.parse(text, "own")).isEmpty();
    }

    @Provide
    Arbitrary<TableName> tables() {
        StringArbitrary project = Arbitraries.strings().withCharRange('a', 'z').withChars("-0123456789");
        Arbitrary<String> scope = Arbitraries.of("", "example.com:", "a.b-c.org:");
        StringArbitrary dataset = Arbitraries.strings().alpha().numeric().withChars('_');
        StringArbitrary table = Arbitraries.strings().alpha().numeric().withChars("_-ü表$");
        return Combinators.combine(
                        scope,
                        project.ofMinLength(1).ofMaxLength(30),
                        dataset.ofMinLength(1).ofMaxLength(40),
                        table.ofMinLength(1).ofMaxLength(40))
                .as((s, p, d, t) -> new TableName(s + p, d, t));
    }

    @Property(tries = 500)
    void readsBackWhatItWrites(@ForAll("tables") TableName table) {
        assertThat(TableName.parse(table.toString(), "other")).contains(table);
        assertThat(TableName.parse(table.withoutProject(), table.project())).contains(table);
        assertThat(TableName.parse("`" + table.project() + "." + table.withoutProject() + "`", "other"))
                .contains(table);
    }

    @ParameterizedTest
    @CsvSource({"d.t, true, p:d.t", "d.t$20260314, false, p:d.t", "d.t@1000, false, p:d.t", "d.t_*, false, p:d.t_*"})
    void knowsAPartFromAWhole(String text, boolean whole, String table) {
        TableName name = TableName.parse(text, "p").orElseThrow();

        assertThat(name.isOneWhole()).isEqualTo(whole);
        assertThat(name.whole()).hasToString(table);
    }

    @Test
    void hasNoEmptyPart() {
        assertThatThrownBy(() -> new TableName("p", "", "t")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new TableName("", "d", "t")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new TableName("p", "d", "")).isInstanceOf(IllegalArgumentException.class);
    }
}
