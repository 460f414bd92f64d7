package dev.bqdispatch.rule;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;

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
}
