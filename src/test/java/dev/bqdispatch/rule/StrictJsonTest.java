package dev.bqdispatch.rule;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class StrictJsonTest {
    private static String problem(String text) {
        Faults faults = new Faults("doc");
        assertThat(StrictJson.read(text, StrictJson.LONGEST_TASK, faults).isMissingNode())
                .isTrue();
        return faults.problems().get(0).toString();
    }

    @Test
    void aFaultHasLineAndColumn() {
        assertThat(problem("{\n \"a\": }")).startsWith("doc: $: is no valid JSON at line 2, column ");
    }

    @Test
    void oneKeyTwiceIsAFault() {
        assertThat(problem("{\"a\": 1, \"a\": 2}")).contains("Duplicate field 'a'");
    }

    @Test
    void anythingAfterTheValueIsAFault() {
        assertThat(problem("{} {}")).contains("is no valid JSON at line 1, column 4");
    }

    @Test
    void nothingIsAFault() {
        assertThat(problem("")).isEqualTo("doc: $: is empty; expected JSON or YAML");
        assertThat(problem("  \n")).isEqualTo("doc: $: is empty; expected JSON or YAML");
    }

    @Test
    void yamlInBracesIsToldWhyItIsReadAsJson() {
        assertThat(problem("{OnSuccess: []}"))
                .startsWith("doc: $: is no valid JSON at line 1, column 2: Unexpected character ('O'")
                .endsWith(" (it is read as JSON because it begins with {)");
    }

    @Test
    void tooDeepIsAFault() {
        assertThat(problem("[".repeat(100_000))).contains("is nested deeper than 200 levels");
        assertThat(problem("{\"a\":".repeat(201))).contains("is nested deeper than 200 levels");
    }

    @Test
    void tooLongIsAFault() {
        assertThat(problem("\"" + "x".repeat(StrictJson.LONGEST_TASK) + "\""))
                .isEqualTo("doc: $: is longer than 16777216 characters");
    }

    @Test
    void aNumberTooLongIsAFault() {
        assertThat(problem("9".repeat(100_000))).contains("has too long a key or number");
    }

    @Test
    void aMarkOfTheByteOrderIsNoFault() {
        Faults faults = new Faults("doc");

        assertThat(StrictJson.read("\uFEFF{}", StrictJson.LONGEST_TASK, faults)).hasToString("{}");
        assertThat(faults.found()).isFalse();
    }
}
