package dev.bqdispatch.rule;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MisspeltTest {
    private static final String AT = "$.Routes[0].OnSuccess[0].Request.";

    private static Faults read(String action) {
        Faults faults = new Faults("c");
        String routes =
                "[{\"When\": {\"Dest\": \"x_(?P<day>[0-9]+)\"}, \"OnSuccess\": [" + action.replace('\'', '"') + "]}]";
        var unused = new RouteReader(Map.of("Bucket", "bkt"), name -> "value")
                .read(StrictJson.read(routes, 10_000, faults), "$.Routes", faults);
        return faults;
    }

    private static Faults move(String dest) {
        return read("{'Action': 'move', 'Request': {'SourceURL': 'gs://bkt/x', 'DestURL': '" + dest + "'}}");
    }

    private static List<String> texts(List<Problem> some) {
        return some.stream().map(one -> one.path() + ": " + one.message()).toList();
    }

    @ParameterizedTest
    @CsvSource({
        "gs://bkt/$Dtae/, Dtae, Date",
        "gs://bkt/${jobid}/, jobid, JobID",
        "gs://bkt/$day_2026/, day_2026, day",
    })
    void whatIsNoExpressionHereIsToldWithTheNearest(String dest, String name, String near) {
        Faults faults = move(dest);

        assertThat(faults.problems()).isEmpty();
        assertThat(texts(faults.warnings()))
                .containsExactly(AT + "DestURL: $" + name + " is no expression here and stays as it is; the nearest"
                        + " known key is '" + near + "'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"gs://bkt/$Date/$day/${JobID}/", "gs://${config.Bucket}/${env.X}/", "gs://bkt/a$$b/"})
    void whatIsRightIsNotTold(String dest) {
        Faults faults = move(dest);

        assertThat(faults.problems()).isEmpty();
        assertThat(faults.warnings()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "gs://${Config.Bucket}/x/, ${Config.Bucket}, config",
        "gs://bkt/${ENV.X}/, ${ENV.X}, env",
        "gs://bkt/${env.X/, ${env.X/, env",
        "gs://bkt/${ config.Bucket }/, ${ config.Bucket }, config",
    })
    void aReferenceThatWouldNotBeReplacedIsRefused(String dest, String shown, String word) {
        assertThat(texts(move(dest).problems()))
                .contains(AT + "DestURL: '" + shown + "' is not right; expected ${" + word + ".NAME}");
    }

    @Test
    void whatAnActionNestsDoesNotKnowTheRoutesGroups() {
        Faults faults = read("{'Action': 'copy', 'Request': {'Dest': 'd.t_$day'}, 'OnSuccess': ["
                + "{'Action': 'delete', 'Request': {'URL': 'gs://bkt/$day'}}]}");

        assertThat(texts(faults.warnings()))
                .singleElement()
                .asString()
                .contains("OnSuccess[0].OnSuccess[0].Request.SourceURL: $day is no expression here");
    }

    @Test
    void aDollarInAStatementIsAnybodys() {
        Faults faults = read("{'Action': 'query', 'Request': {'SQL': 'SELECT $x, ${y}', 'Dest': 'd.t$__NULL__'}}");

        assertThat(faults.warnings()).isEmpty();
    }
}
