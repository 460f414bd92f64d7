package dev.bqdispatch.rule;

import static dev.bqdispatch.rule.Documents.good;
import static dev.bqdispatch.rule.Documents.ordered;
import static dev.bqdispatch.rule.Documents.problems;
import static dev.bqdispatch.rule.Documents.taskOf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bqdispatch.job.ObjectUrl;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NotifyRequestTest {
    private static final String KEY = "projects/p/locations/eu/keyRings/r/cryptoKeys/k";

    private static Request.Notify notification(String request) {
        return (Request.Notify) good(ordered("{'Action': 'notify', 'Request': {" + request + "}}"));
    }

    @Test
    void everyTextIsFilledIn() {
        assertThat(notification("'Channels': ['#ops', '#$JobID'], 'From': 'bq', 'Title': '$JobID', 'Message': '$Dest',"
                        + " 'Body': {'uris': ['$LoadURIs']}, 'Token': '${env.HOME}'"))
                .isEqualTo(new Request.Notify(
                        java.util.List.of("#ops", "#load"),
                        "bq",
                        "load",
                        "p:d.t_20240102",
                        "{\n  \"uris\" : [ \"gs://inp/a.csv\", \"gs://inp/b.csv\" ]\n}",
                        new Credential.Inline("/root")));
    }

    @Test
    void oneChannelNeedsNoListAndIsToldOnce() {
        assertThat(notification("'Channel': '#ops', 'Message': 'x', 'Token': 't'")
                        .channels())
                .containsExactly("#ops");
        assertThat(notification("'Channels': ['#a', '#b', '#a'], 'Message': 'x', 'Token': 't'")
                        .channels())
                .containsExactly("#a", "#b");
    }

    @Test
    void aSecretStaysAReference() {
        Request.Notify notify = notification(
                "'Channels': '#a', 'Message': 'x', 'Credentials': {'url': 'gs://bkt/s.enc', 'KEY': 'ring/key'}");

        assertThat(notify.credential()).isEqualTo(new Credential.Encrypted(new ObjectUrl("bkt", "s.enc"), "ring/key"));
        assertThat(((Credential.Encrypted) notify.credential()).keyIn("p", "eu"))
                .isEqualTo("projects/p/locations/eu/keyRings/ring/cryptoKeys/key");
    }

    @Test
    void aWholeKeyIsTakenAsItIs() {
        assertThat(new Credential.Encrypted(new ObjectUrl("bkt", "s"), KEY).keyIn("other", "us"))
                .isEqualTo(KEY);
    }

    @Test
    void aTokenIsNotShown() {
        assertThat(notification("'Channels': '#a', 'Message': 'x', 'Token': 'xoxb-planted'"))
                .asString()
                .doesNotContain("planted");
        assertThat(problems(taskOf("{'Action': 'notify', 'Request': {'Token': 'xoxb planted'}}")))
                .hasSize(3)
                .noneMatch(problem -> problem.contains("planted"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'Message': 'x', 'Token': 't'|Channels: is missing; expected a channel, as #ops or C0123456789, or a list of them",
                "'Channels': ['a', ''], 'Message': 'x', 'Token': 't'|Channels: names an empty channel; expected channels as #ops or C0123456789",
                "'Channels': {}, 'Message': 'x', 'Token': 't'|Channels: expected a list of texts",
                "'Channels': 'a', 'Token': 't'|Message: is missing; expected a text here, in Title or in Body",
                "'Channels': 'a', 'Message': 'x'|Token: is missing; expected a Slack token here, as ${env.X} for instance, or in Secret",
                "'Channels': 'a', 'Message': 'x', 'Token': 't', 'Secret': {'URL': 'gs://bkt/x', 'Key': 'r/k'}|Token: stands beside Secret; give one of the two",
                "'Channels': 'a', 'Message': 'x', 'Secret': {'URL': 'gs://bkt', 'Key': 'r/k'}|Secret.URL: 'gs://bkt' is not right; expected gs://bucket/object",
                "'Channels': 'a', 'Message': 'x', 'Secret': {'URL': 'gs://bkt/x', 'Key': 'k'}|Secret.Key: 'k' is not right; expected projects/P/locations/L/keyRings/R/cryptoKeys/K, or R/K in ProjectID and Region",
                "'Channels': 'a', 'Message': 'x', 'Secret': {'URL': 'gs://bkt/x'}|Secret.Key: is missing; expected projects/P/locations/L/keyRings/R/cryptoKeys/K, or R/K in ProjectID and Region",
            })
    void aFaultIsNamedWithItsPath(String request, String problem) {
        assertThat(problems(taskOf("{'Action': 'notify', 'Request': {" + request + "}}")))
                .contains("$.OnSuccess[0].Request." + problem);
    }
}
