package dev.bqdispatch.rule;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StrictYamlTest {
    private static String problem(String text) {
        Faults faults = new Faults("doc");
        assertThat(StrictText.read(text, StrictJson.LONGEST_TASK, faults).isMissingNode())
                .isTrue();
        assertThat(faults.problems()).hasSize(1);
        return faults.problems().get(0).toString();
    }

    private static JsonNode value(String scalar) {
        return Documents.text("a: " + scalar).path("a");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"\\x", "\"\\u12", "a: \"\\UFFFFFFFF\"", "\"\\"})
    void anEscapeThatIsNotRightIsAFaultOfTheDocument(String text) {
        Faults faults = new Faults("c");

        assertThat(StrictYaml.read(text, faults).isMissingNode()).isTrue();
        assertThat(faults.problems()).singleElement().asString().contains("is no valid YAML");
    }

    @Test
    void blocksAndFlowsGiveTheSameAsJson() {
        assertThat(Documents.text("""
                        # who needs it
                        When: {Dest: ':d\\.t$', Include: [self]}
                        OnSuccess:
                          - Action: query
                            Request:
                              SQL: |
                                SELECT 1
                                FROM t
                              Append: true
                              Depth: 12
                        """))
                .isEqualTo(Documents.node(
                        "{'When': {'Dest': ':d\\\\.t$', 'Include': ['self']}, 'OnSuccess': [{'Action': 'query',"
                                + " 'Request': {'SQL': 'SELECT 1\\nFROM t\\n', 'Append': true, 'Depth': 12}}]}"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "yes",
                "no",
                "on",
                "off",
                "Yes",
                "NO",
                "y",
                "n",
                "2024-01-01",
                "2024-01-01T00:00:00Z",
                "0x1f",
                "0o17",
                "017",
                "1_000",
                "+1",
                ".5",
                "1.",
                ".inf",
                ".nan",
                "12:30:45",
                "1e",
                "nil",
                "\"true\"",
                "'7'",
                "!!str 7",
                "! true",
                "\"\"",
                "tRUE"
            })
    void whatJsonDoesNotKnowIsText(String scalar) {
        assertThat(value(scalar).getNodeType()).isEqualTo(JsonNodeType.STRING);
        assertThat(value(scalar).textValue()).isEqualTo(scalar.replaceAll("^!!?(str)? |[\"']", ""));
    }

    @ParameterizedTest
    @CsvSource({
        "true,true",
        "False,false",
        "TRUE,true",
        "7,7",
        "-12,-12",
        "0,0",
        "1234567890123,1234567890123",
        "12345678901234567890,12345678901234567890",
        "1.5,1.5",
        "2e3,2000.0",
        "~,null",
        "null,null",
        "'',null"
    })
    void whatJsonKnowsIsTheSameHere(String scalar, String json) {
        assertThat(value(scalar)).hasToString(json);
    }

    @Test
    void aKeyIsATextHoweverItLooks() {
        assertThat(Documents.text("1: a\ntrue: b\nnull: c\n2024-01-01: d\n'<<': e"))
                .hasToString("{\"1\":\"a\",\"true\":\"b\",\"null\":\"c\",\"2024-01-01\":\"d\",\"<<\":\"e\"}");
    }

    @Test
    void anAliasRepeatsAValue() {
        assertThat(Documents.text("a: &x {b: [1]}\nc: *x\nd: &x 5\ne: *x"))
                .hasToString("{\"a\":{\"b\":[1]},\"c\":{\"b\":[1]},\"d\":5,\"e\":5}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            value = {
                "a: 1|b: [2|c: 3 # is no valid YAML at line 3, column 2: while parsing a flow sequence:"
                        + " expected ',' or ']', but got :",
                "a:|\tb: 1 # is no valid YAML at line 2, column 1: while scanning for the next token:"
                        + " found character '\\t(TAB)' that cannot start any token. (Do not use \\t(TAB) for indentation)",
                "a: 1|a: 2 # is no usable YAML at line 2, column 1: the key 'a' is there twice; give one",
                "a: 1|---|b: 2 # is no usable YAML at line 2, column 1: a second document begins; expected one",
                "a: !!java.net.URL [x] # is no usable YAML at line 1, column 4: the tag tag:yaml.org,2002:java.net.URL is not for"
                        + " documents; expected none, or !!str",
                "a: !!int 7 # is no usable YAML at line 1, column 4: the tag tag:yaml.org,2002:int is not for documents;"
                        + " expected none, or !!str",
                "a: *b # is no usable YAML at line 1, column 4: *b repeats what is not there; expected &b before it",
                "a: &b [*b] # is no usable YAML at line 1, column 8: *b stands inside of what it repeats",
                "a: &b {c: 1}|d: {<<: *b} # is no usable YAML at line 2, column 5: << is not of YAML 1.2; write the keys out,"
                        + " or give the whole object an alias",
                "? [a, b]|: 1 # is no usable YAML at line 1, column 3: a key is a list, an object or an alias; expected a text",
                "%YAML 2.0|---|a: 1 # says that it is YAML of another version; expected %YAML 1.2, or no such line",
                "x: 1|a: b\u0007c # is no valid YAML at line 2, column 5: it holds the character U+0007, which can't be printed",
            })
    void aFaultHasLineAndColumn(String text, String problem) {
        assertThat(problem(text.replace('|', '\n'))).isEqualTo("doc: $: " + problem);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  \n", "# nothing\n", "---\n", "null", "\uFEFF"})
    void nothingIsAFault(String text) {
        assertThat(problem(text)).isEqualTo("doc: $: is empty; expected JSON or YAML");
    }

    @Test
    void aliasesThatMultiplyAreAFault() {
        StringBuilder laughs = new StringBuilder("a: &a [lol, lol, lol, lol, lol, lol, lol, lol, lol]\n");
        for (char c = 'b'; c <= 'i'; c++) {
            laughs.append(String.format("%c: &%c [%s]%n", c, c, ("*" + (char) (c - 1) + ",").repeat(9)));
        }
        assertThat(problem(laughs.toString()))
                .startsWith("doc: $: is no usable YAML at line ")
                .endsWith("aliases repeat more than 1048576 characters");
    }

    @Test
    void tooDeepIsAFault() {
        String deep = "nested deeper than 200 levels";
        assertThat(problem("a: " + "[".repeat(100_000))).contains(deep);
        StringBuilder block = new StringBuilder();
        for (int i = 0; i < 201; i++) {
            block.append(" ".repeat(i)).append("a:\n");
        }
        assertThat(problem(block.toString())).contains(deep);
        String half = "[".repeat(110) + "]".repeat(110);
        assertThat(problem("a: &h " + half + "\nb: " + half.replace("[]", "[*h]")))
                .contains(deep);
    }

    @Test
    void aNumberTooLongIsAFault() {
        assertThat(problem("a: " + "9".repeat(2000)))
                .isEqualTo("doc: $: is no usable YAML at line 1, column 4: a number has 2000 digits;"
                        + " expected at most 1000, or a text in quotes");
    }
}
