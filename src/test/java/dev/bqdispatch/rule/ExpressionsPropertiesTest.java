package dev.bqdispatch.rule;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever a job says of itself, it is put in as plain text. */
class ExpressionsPropertiesTest {
    @Provide
    Arbitrary<String> pieces() {
        Arbitrary<String> token =
                Arbitraries.of("$", "{", "}", "env.", "HOME", "DollarSign", "${env.HOME}", "$JobID", "$v", "$$", "a");
        return token.list().ofMaxSize(8).map(parts -> String.join("", parts));
    }

    @Property
    void neverExpandsAValueNorTakesItForAReference(@ForAll("pieces") String value, @ForAll("pieces") String other) {
        Expressions expressions = Expressions.of(Jobs.query("x"), "c", Map.of("v", value, "w", other));
        String filled = expressions.expand("<$v${w}>");
        assertThat(EnvReferences.names(JsonNodeFactory.instance.textNode(filled)))
                .isEmpty();
        assertThat(EnvReferences.resolve(filled, name -> "SECRET")).isEqualTo("<" + value + other + ">");
    }

    @Property
    void keepsReferencesOfTheDocumentAliveBesideAnyValue(@ForAll("pieces") String value) {
        Expressions expressions = Expressions.of(Jobs.query("x"), "c", Map.of("v", value));
        String filled = expressions.expand("${v}${env.HOME}$v");
        assertThat(EnvReferences.resolve(filled, name -> "SECRET")).isEqualTo(value + "SECRET" + value);
    }
}
