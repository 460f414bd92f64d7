package dev.bqdispatch.rule;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which URLs a call may have. */
class AllowCallTest {
    private static final AllowCall GOOD = Calls.allowing("https://good\\.example/.*");
    private static final AllowCall ANY = Calls.allowing(".*");
    private static final String AT = "$.OnSuccess[0].Request.URL: ";

    @Test
    void withoutAllowCallNothingIsCalled() {
        assertThat(Calls.problems("'URL': 'https://good.example/'", AllowCall.NONE))
                .containsExactly(AT + "can't be called: the configuration has no AllowCall; expected a regex there"
                        + " that matches the whole URL");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"https://good.example/", "https://good.example/hook?job=1&x=%2F", "https://good.example/a:b@c"})
    void whatARegexMatchesWholeIsCalled(String url) {
        assertThat(Calls.problems("'URL': '" + url + "'", GOOD)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://good.example",
                "https://good.example.evil.com/",
                "https://goodxexample/",
                "https://good.example./",
                "https://GOOD.example/",
                "HTTPS://good.example/",
                "http://good.example/",
                "https://good.example:8443/",
                "https://evil.com/https://good.example/",
                "https://evil.com/?https://good.example/",
                "https://[::1]/",
                "https://xn--god-1na.example/",
            })
    void whatOnlyLooksLikeItIsNot(String url) {
        assertThat(Calls.problems("'URL': '" + url + "'", GOOD))
                .containsExactly(AT + "'" + url + "' is not allowed: no regex of the configuration's AllowCall matches"
                        + " it from beginning to end");
    }

    /** Refused even where AllowCall lets everything through: readers of URLs do not agree on what they mean. */
    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                "https://good.example@evil.com/ user",
                "https://good.example:x@evil.com/ user",
                "https://evil.com%2f@good.example/ user",
                "https://good.example%2eevil.com/ 'plain host'",
                "https://good.example\\\\@evil.com/ 'no URL'",
                "https://good.example\\\\.evil.com/ 'no URL'",
                "https://g\u043e\u043ed.example/ 'plain host'",
                "https:///path 'plain host'",
                "https://good.example:0/ 'plain host'",
                "https://good.example:99999/ 'plain host'",
                "https://good.example:/ 'plain host'",
                "https://2852039166/ 'odd form'",
                "https://0xa9fea9fe/ 'odd form'",
                "https://0251.0376.0251.0376/ 'plain host'",
                "https://169.16689662/ 'plain host'",
                "ftp://good.example/ 'expected http://host/path'",
                "file:///etc/passwd 'expected http://host/path'",
                "//good.example/ 'expected http://host/path'",
                "good.example/hook 'expected http://host/path'",
                "https://good.example/#x fragment",
                "https://good.example/a/../b 'path that they lead to'",
                "https://good.example/a/%2E%2e/b 'path that they lead to'",
                "https://good.example/.. 'path that they lead to'",
                "https://good.example/hook/..%2Fadmin 'path that they lead to'",
                "https://good.example/hook/x%2f..%5c..%2Fadmin 'path that they lead to'",
                "http://metadata.google.internal/computeMetadata/v1/ 'metadata server'",
                "http://METADATA.google.internal./x 'metadata server'",
                "http://metadata/x 'metadata server'",
            })
    void whatCanBeReadInTwoWaysIsRefused(String url, String why) {
        assertThat(Calls.problems("'URL': '" + url + "'", ANY))
                .singleElement()
                .asString()
                .startsWith(AT)
                .contains(why);
    }

    @Test
    void anAddressIsAHost() {
        assertThat(Calls.problems("'URL': 'http://127.0.0.1:8080/'", ANY)).isEmpty();
        assertThat(Calls.problems("'URL': 'http://[::1]:8080/'", ANY)).isEmpty();
    }

    @Test
    void anExpressionInTheHostIsRefusedAtLoad() {
        for (String url :
                List.of("https://$JobID/x", "https://good.example$JobID/x", "$JobID", "https://a:${JobID}/")) {
            assertThat(Calls.problems("'URL': '" + url + "'", ANY))
                    .singleElement()
                    .asString()
                    .contains("has an expression in its host");
        }
    }

    @Test
    void whatAnExpressionStandsForBecomesPartOfWhatItStandsIn() {
        assertThat(Calls.call("'URL': 'https://good.example/$Dest?u=$LoadURIs&d=$$1'")
                        .url())
                .hasToString(
                        "https://good.example/p%3Ad.t_20240102?u=gs%3A%2F%2Finp%2Fa.csv%2Cgs%3A%2F%2Finp%2Fb.csv&d=$1");
    }

    @Test
    void aUrlOfTheEnvironmentIsJudgedWhenItIsUsed() {
        assertThat(Calls.problems("'URL': 'https://good.example${env.HOME}'", GOOD))
                .isEmpty();
        assertThat(Calls.call("'URL': 'https://good.example${env.HOME}'").url())
                .hasToString("https://good.example/root");
    }

    @Test
    void aRegexMayTakeItsHostFromTheConfiguration() {
        assertThat(Calls.allowing("https://${config.Bucket}\\.example/.*").permits("https://data.example/x"))
                .isTrue();
    }

    @Test
    void aRegexThatIsNoneIsAProblemOfItsPlace() {
        Faults faults = new Faults("c.json");
        AllowCall.read(
                Fields.of(Documents.node("{'AllowCall': ['x', '(']}"), "$", faults),
                Documents.CONFIG,
                Documents.ENV,
                faults);

        assertThat(faults.problems())
                .singleElement()
                .asString()
                .startsWith("c.json: $.AllowCall[1]: is no RE2 regex: missing closing )");
    }
}
