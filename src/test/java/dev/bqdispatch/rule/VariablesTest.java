package dev.bqdispatch.rule;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VariablesTest {
    private static final Variables VARIABLES = new Variables(
            Map.of(
                    "Bucket",
                    "data",
                    "Dated",
                    "x_$Date",
                    "Twice",
                    "${config.Bucket} $${config.Bucket}",
                    "E",
                    "${env.A}"),
            "A"::equals);

    private final Faults faults = new Faults("doc");

    @ParameterizedTest
    @CsvSource({
        "gs://${config.Bucket}/x, gs://data/x",
        "${config.bUCKET}${config.BUCKET}, datadata",
        "$${config.Bucket}, $${config.Bucket}",
        "$$${config.Bucket}, $$data",
        "${config.Dated}, x_$Date",
        "${env.A} stays, ${env.A} stays",
        "${config.E}, ${env.A}",
        "${Config.Bucket} $config.Bucket x, ${Config.Bucket} $config.Bucket x",
    })
    void areFilledInOnce(String text, String filled) {
        assertThat(VARIABLES.fill(text, "$", faults)).isEqualTo(filled);
        assertThat(faults.found()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"${config.Nope}, Nope", "${config.}, ''", "${config.a b}, a b"})
    void oneThatTheConfigurationDoesNotHaveIsAProblem(String text, String name) {
        VARIABLES.fill("x " + text, "$.a", faults);

        assertThat(faults.problems())
                .containsExactly(new Problem(
                        "doc", "$.a", text + " has no value; expected a scalar '" + name + "' in the configuration"));
    }

    @Test
    void aValueThatLooksLikeAVariableIsNotFilledInWhenTheTextIsReadAgain() {
        String once = VARIABLES.fill("${config.Twice}", "$", faults);

        assertThat(VARIABLES.fill(once, "$", faults)).isEqualTo(once);
        assertThat(Expressions.of(Jobs.query("x"), "c", Map.of()).expand(once))
                .isEqualTo("${config.Bucket} ${config.Bucket}");
    }

    @Test
    void inTextThatIsNotExpandedADollarIsADollar() {
        assertThat(VARIABLES.fillPlain("^$${config.Bucket}$", "$", faults)).isEqualTo("^$data$");
        assertThat(VARIABLES.fillPlain("${config.Twice}", "$", faults)).isEqualTo("${config.Bucket} $${config.Bucket}");
    }

    @ParameterizedTest
    @CsvSource({"${env.B}", "${env.}", "${env.A-B}", "$$${env.B}"})
    void aVariableOfTheEnvironmentThatIsNotAllowedIsAProblem(String text) {
        VARIABLES.fill(Documents.node("{'a': [1, '" + text + "']}"), "$.Request", faults);

        assertThat(faults.problems()).singleElement().satisfies(problem -> {
            assertThat(problem.document()).isEqualTo("doc");
            assertThat(problem.path()).isEqualTo("$.Request.a[1]");
            assertThat(problem.message()).startsWith("${env.").contains("} has no value here");
        });
    }
}
