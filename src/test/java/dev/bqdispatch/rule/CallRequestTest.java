package dev.bqdispatch.rule;

import static dev.bqdispatch.rule.Calls.call;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CallRequestTest {
    private static final String URL = "'URL': 'https://h.example/x'";
    private static final AllowCall ANY = Calls.allowing(".*");

    @Test
    void withoutABodyItGetsAndWithOneItPosts() {
        assertThat(call(URL).method()).isEqualTo("GET");
        assertThat(call(URL + ", 'Body': 'x'").method()).isEqualTo("POST");
        assertThat(call(URL + ", 'BodyURL': 'gs://bkt/x'").method()).isEqualTo("POST");
        assertThat(call(URL + ", 'Body': 'x', 'Method': 'put'").method()).isEqualTo("PUT");
    }

    @Test
    void anObjectIsSentAsJsonAndATextAsItIs() {
        assertThat(call(URL + ", 'Body': {'Job': '$JobID', 'uris': ['$LoadURIs'], 'N': 1.50}")
                        .body())
                .isEqualTo(new Payload(
                        "{\"Job\":\"load\",\"uris\":[\"gs://inp/a.csv\",\"gs://inp/b.csv\"],\"N\":1.5}", true));
        assertThat(call(URL + ", 'Body': 'job $JobID'").body()).isEqualTo(new Payload("job load", false));
    }

    @Test
    void aTextThatIsJsonStaysSoWhateverIsPutIn() {
        Action action = Documents.good(
                        Calls.task(URL + ", 'Body': '{\\'Sql\\': \\'$g\\'}'".replace("\\'", "\\\""), ANY))
                .onSuccess()
                .get(0);
        Action filled = Documents.filling(Map.of("g", "SELECT \"a\"\n\\")).fill(action);

        assertThat(((Request.Call) Documents.good(RequestReader.read(filled, "home", Documents.ENV))).body())
                .isEqualTo(new Payload("{\"Sql\":\"SELECT \\\"a\\\"\\n\\\\\"}", true));
    }

    @Test
    void keysOfTheUserAreLeftAloneAndValuesFilledIn() {
        Request.Call call = call(URL + ", 'Headers': {'X-Job': '$JobID', 'X-URLs': '$URLs', 'x-home': '${env.HOME}'},"
                + " 'Body': {'URLs': '$URLs', '$JobID': {'SQL': '$JobID'}}");

        assertThat(call.headers())
                .isEqualTo(Map.of("X-Job", "load", "X-URLs", "gs://inp/a.csv,gs://inp/b.csv", "x-home", "/root"));
        assertThat(call.body().text())
                .isEqualTo("{\"URLs\":\"gs://inp/a.csv,gs://inp/b.csv\",\"$JobID\":{\"SQL\":\"load\"}}");
    }

    @Test
    void aTokenIsNotSentInPlainSight() {
        assertThat(Calls.problems("'URL': 'http://h.example/x', 'Auth': true", ANY))
                .containsExactly("$.OnSuccess[0].Request.Auth: would send a token over plain http, for all to read;"
                        + " expected an https URL");
        assertThat(Calls.problems("'URL': 'http://127.0.0.1:8080/x', 'Auth': true", ANY))
                .isEmpty();
        assertThat(Calls.problems("'URL': 'http://h.example/x', 'Auth': false", ANY))
                .isEmpty();
    }

    @Test
    void aHeaderIsOneLine() {
        Action action = Documents.good(Calls.task(URL + ", 'Headers': {'X-Error': '$g'}", ANY))
                .onSuccess()
                .get(0);
        Action filled = Documents.filling(Map.of("g", "one\r\nX-Evil: two")).fill(action);

        assertThat(((Request.Call) Documents.good(RequestReader.read(filled, "home", Documents.ENV))).headers())
                .containsEntry("X-Error", "one X-Evil: two");
    }

    @ParameterizedTest
    @CsvSource({
        "true, https://svc.run.app/a/b?c, https://svc.run.app",
        "'True', https://svc.run.app:8443/, https://svc.run.app:8443",
        "true, https://us-p.cloudfunctions.net/fn/a?b, https://us-p.cloudfunctions.net/fn",
        "true, https://us-p.cloudfunctions.net/fn, https://us-p.cloudfunctions.net/fn",
        "'https://other', https://svc.run.app/, https://other",
    })
    void authNamesTheAudience(String auth, String url, String audience) {
        assertThat(call("'URL': '" + url + "', 'Auth': '" + auth + "'").audience())
                .isEqualTo(audience);
    }

    @Test
    void withoutAuthThereIsNoAudience() {
        assertThat(call(URL).audience()).isNull();
        assertThat(call(URL + ", 'Auth': false").audience()).isNull();
    }

    @Test
    void itEndsAfterHalfAMinuteUnlessTold() {
        assertThat(call(URL).timeout()).isEqualTo(Duration.ofSeconds(30));
        assertThat(call(URL + ", 'TimeoutMs': '1500'").timeout()).isEqualTo(Duration.ofMillis(1500));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            quoteCharacter = '`',
            value = {
                "'Method': 'POST'#URL: is missing; expected http://host/path or https://host/path",
                "'URL': 'https://h/', 'Method': 'TRACE'#Method: 'TRACE' is not right; expected GET, POST, PUT, PATCH, DELETE, HEAD",
                "'URL': 'https://h/', 'Method': 'GET', 'Body': {}#Method: GET has no body; expected POST, PUT, PATCH or DELETE, or no Body",
                "'URL': 'https://h/', 'Body': 'x', 'BodyURL': 'gs://bkt/x'#Body: stands beside BodyURL; give one of the two",
                "'URL': 'https://h/', 'BodyURL': 'https://h/x'#BodyURL: 'https://h/x' is not right; expected gs://bucket/object",
                "'URL': 'https://h/', 'Headers': ['x']#Headers: expected an object of names and texts",
                "'URL': 'https://h/', 'Headers': {'X': {}}#Headers.X: expected a text",
                "'URL': 'https://h/', 'Headers': {'X Y': 'x'}#Headers['X Y']: is no name of a header",
                "'URL': 'https://h/', 'Headers': {'host': 'x'}#Headers.host: is set by the service itself; expected other headers",
                "'URL': 'https://h/', 'Headers': {'X': '\u00e9'}#Headers.X: is no value of a header; expected at most 8192 characters of ASCII",
                "'URL': 'https://h/', 'Headers': {'X': 'a', 'x': 'b'}#Headers.x: is there in another spelling too; give one",
                "'URL': 'https://h/', 'Auth': {}#Auth: is not right; expected true, false or the audience of the identity token",
                "'URL': 'https://h/', 'Auth': true, 'Headers': {'authorization': 'x'}#Auth: adds an Authorization header, and Headers has one too; give one of the two",
                "'URL': 'https://h/', 'TimeoutMs': 60000#TimeoutMs: '60000' is not right; expected a whole number from 1 to 55000",
                "'URL': 'https://h/', 'Scopes': ['x']#Scopes: is not supported; expected Auth, which adds an identity token",
            })
    void aFaultIsNamedWithItsPath(String request, String problem) {
        assertThat(Calls.problems(request, ANY)).containsExactly("$.OnSuccess[0].Request." + problem);
    }

    @ParameterizedTest
    @ValueSource(strings = {"'Headers': {'Authorization': 'Bearer planted'}", "'Body': {'x': 'planted'}"})
    void whatMayBeSecretIsNotShown(String more) {
        assertThat(call(URL + ", " + more))
                .asString()
                .isEqualTo("Call[" + (more.contains("Body") ? "POST" : "GET") + " https://h.example]");
    }
}
