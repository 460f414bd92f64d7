package dev.bqdispatch.rule;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretsTest {
    @Test
    void tokensAndAuthorizationsAreHiddenWhereverTheyAre() {
        JsonNode document = Documents.node("{'OnSuccess': [{'Request': {'token': 'xoxb', 'Title': 'Token',"
                + " 'Headers': {'authorization': 'Bearer x', 'Proxy-Authorization': ['y'], 'Accept': '*'},"
                + " 'Secret': {'URL': 'gs://bkt/x', 'Key': 'r/k'}}}], 'TOKEN': {'a': 1}, 'Authorization': 'shown'}");
        JsonNode before = document.deepCopy();

        assertThat(Secrets.redact(document))
                .isEqualTo(Documents.node("{'OnSuccess': [{'Request': {'token': '***', 'Title': 'Token',"
                        + " 'Headers': {'authorization': '***', 'Proxy-Authorization': '***', 'Accept': '*'},"
                        + " 'Secret': {'URL': 'gs://bkt/x', 'Key': 'r/k'}}}], 'TOKEN': '***',"
                        + " 'Authorization': 'shown'}"));
        assertThat(document).isEqualTo(before);
    }

    @Test
    void aTextWithoutSecretsIsKeptAsItIs() {
        assertThat(Secrets.redact("OnSuccess: [] # nothing to hide")).isEmpty();
        assertThat(Secrets.redact("{\"a\": \"a token: of thanks\"}")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a: {Token: xoxb-1}",
                "Headers:\n  authorization: Bearer xoxb-1 2",
                "a: &t {Token: xoxb-1}\nb: *t",
                "# Token: xoxb-1\na: 1",
                "a: 1\n# - Headers: {Authorization: Bearer xoxb-1}"
            })
    void yamlWithASecretBecomesJsonWithoutIt(String yaml) {
        String redacted = Secrets.redact(yaml).orElseThrow();

        assertThat(redacted).doesNotContain("xoxb").startsWith("{");
        assertThat(Documents.node(redacted).size())
                .isEqualTo(Documents.text(yaml).size());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a: [\nToken: xoxb-1 and xoxb-2",
                "a: [\nToken: |-\n  xoxb-1\n\n  xoxb-2\nb: 1",
                "a: [\n\"Token\":\n   'xoxb-1",
                "{\"a\": \"Authorization = Bearer xoxb-1\"",
            })
    void aTextThatCantBeReadIsSearchedForThem(String text) {
        assertThat(Secrets.redact(text).orElseThrow()).doesNotContain("xoxb-").contains("***");
    }
}
