package dev.bqdispatch.rule;

import static dev.bqdispatch.rule.Documents.action;
import static dev.bqdispatch.rule.Documents.filled;
import static dev.bqdispatch.rule.Documents.filling;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bqdispatch.job.CompletedJob;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FillingTest {
    private static final String COPY = "{'Action': 'copy', 'Request': {'Dest': 'd.x'}}";

    private static String source(CompletedJob job, boolean sourceOnly) {
        Expressions expressions = Expressions.of(job, "c", Map.of());
        Action filled = new Filling(expressions, job, sourceOnly, "home").fill(action(COPY));
        return filled.request().path("Source").asText();
    }

    @Test
    void whatAnActionDoesNotSayComesFromTheJob() {
        Action filled = filled(COPY);

        assertThat(filled.request().path("Source").textValue()).isEqualTo("p:d.t_20240102");
        assertThat(filled.projectId()).isEqualTo("home");
        assertThat(filled.location()).isEqualTo("EU");
        assertThat(filled.bound()).isTrue();
    }

    @Test
    void whatItSaysIsFilledIn() {
        Action filled = filled(
                "{'Action': 'copy', 'ProjectID': '$ProjectID', 'Location': '${JobID}-x',"
                        + " 'DeferTaskURL': 'gs://bkt/$JobType', 'Request': {'Source': '$DestTable', 'Dest': '${DestTable}_y'}}");

        assertThat(filled.projectId()).isEqualTo("p");
        assertThat(filled.location()).isEqualTo("load-x");
        assertThat(filled.deferTaskUrl()).isEqualTo("gs://bkt/LOAD");
        assertThat(filled.request()).hasToString("{\"Source\":\"d.t_20240102\",\"Dest\":\"d.t_20240102_y\"}");
    }

    @Test
    void aRouteThatFiltersOnTheSourceAloneTakesTheSourceOfACopyOrExtract() {
        assertThat(source(Jobs.copy(Jobs.SOURCE), true)).isEqualTo("p:src.s");
        assertThat(source(Jobs.copy(Jobs.SOURCE), false)).isEqualTo("p:d.t_20240102");
        assertThat(source(Jobs.extract("gs://bkt/x"), true)).isEqualTo("p:src.s");
        assertThat(source(Jobs.query("SELECT 1"), true)).isEqualTo("p:d.t_20240102");
    }

    @Test
    void aDefaultThatIsNoTableIsAFaultOfTheAction() {
        assertThat(source(Jobs.extract("gs://bkt/x"), false)).isEmpty();
        assertThat(source(Jobs.copy(Jobs.SOURCE, Jobs.TABLE), true)).isEmpty();
        Action without = new Action(
                ActionKind.COPY,
                action(COPY).request(),
                "p",
                "EU",
                null,
                false,
                true,
                java.util.List.of(),
                java.util.List.of());
        assertThat(Documents.problems(RequestReader.read(without, "home", Documents.ENV)))
                .containsExactly("$.Request.Source: is missing; expected [project:]dataset.table");
    }

    @Test
    void aBoundActionIsNeverFilledInAgain() {
        Action bound = action("{'Action': 'copy', 'Bound': true, 'Request': {'Source': 'd.s', 'Dest': '$DestTable'}}");

        assertThat(filling(Map.of()).fill(bound)).isSameAs(bound);
        Action once = filling(Map.of("a", "$JobID", "b", "$$"))
                .fill(action("{'Action': 'copy', 'Request': {'Source': 'd.$a', 'Dest': 'd.$b'}}"));
        assertThat(filling(Map.of()).fill(once)).isEqualTo(once);
        assertThat(once.request()).hasToString("{\"Source\":\"d.$JobID\",\"Dest\":\"d.$$\"}");
    }

    @Test
    void whatIsNestedStaysAsWritten() {
        Action filled = filled("{'Action': 'copy', 'Request': {'Dest': 'd.x', 'OnSuccess':"
                + " [{'Action': 'copy', 'Request': {'Dest': '$DestTable'}}]}}");

        assertThat(filled.onSuccess().get(0).bound()).isFalse();
        assertThat(filled.onSuccess().get(0).request()).hasToString("{\"Dest\":\"$DestTable\"}");
    }

    @Test
    void everyLineBreakOfAValueInSqlIsASpace() {
        Action query = filling(Map.of("v", "a\r\nb\n\rc"))
                .fill(action("{'Action': 'query', 'Request': {'SQL': '-- $v\\nSELECT 1', 'DatasetID': '$v'}}"));

        assertThat(query.request().path("SQL").textValue()).isEqualTo("-- a b  c\nSELECT 1");
        assertThat(query.request().path("DatasetID").textValue()).isEqualTo("a\r\nb\n\rc");
    }

    @Test
    void aLoadedStatementTakesThePlaceOfItsUrl() {
        Filling filling = filling(Map.of("v", "1\n2"));
        Action filled = filling.fill(action("{'Action': 'query', 'Request': {'SQLURL': 'gs://bkt/x', 'Dest': 'd.x'}}"));

        Action loaded = filling.withSql(filled, "\uFEFFSELECT '$v'\nFROM $DestTable -- $$");

        assertThat(loaded.request().has("SQLURL")).isFalse();
        assertThat(loaded.request().path("SQL").textValue()).isEqualTo("SELECT '1 2'\nFROM d.t_20240102 -- $");
        assertThat(loaded.bound()).isTrue();
        assertThat(loaded.request().path("Dest").textValue()).isEqualTo("d.x");
    }

    @Test
    void aLoadedStatementDoesNotReadTheEnvironment() {
        Filling filling = filling(Map.of("v", "${env.HOME}"));
        Action query = action("{'Action': 'query', 'Request': {'SQLURL': 'gs://bkt/x'}}");

        Action loaded = filling.withSql(query, "SELECT '${env.HOME}' $v $$${DollarSign}{env.HOME} $${env.HOME}");

        assertThat(EnvReferences.names(loaded)).isEmpty();
        assertThat(Documents.good(RequestReader.read(loaded, "home", Documents.ENV)))
                .isInstanceOfSatisfying(
                        Request.Query.class,
                        request -> assertThat(request.sql())
                                .isEqualTo("SELECT '${env.HOME}' ${env.HOME} $${env.HOME} ${env.HOME}"));
    }

    @Test
    void onlyAQueryWithAUrlTakesALoadedStatement() {
        assertThatThrownBy(() -> filling(Map.of()).withSql(action(COPY), "SELECT 1"))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
