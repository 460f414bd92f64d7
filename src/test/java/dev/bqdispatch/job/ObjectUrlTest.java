package dev.bqdispatch.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ObjectUrlTest {
    private static ObjectUrl url(String text) {
        return ObjectUrl.parse(text).orElseThrow();
    }

    @ParameterizedTest
    @CsvSource({
        "gs://acme, acme, ''",
        "gs://acme/, acme, ''",
        "gs://acme/a//b-/, acme, a//b-/",
        "gs://acme.example.com/x y?z#ü, acme.example.com, x y?z#ü",
        "gs://acme//, acme, /"
    })
    void readsBucketAndNameAsTheyAre(String text, String bucket, String name) {
        assertThat(ObjectUrl.parse(text)).contains(new ObjectUrl(bucket, name));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "acme/a",
                "s3://acme/a",
                "GS://acme/a",
                "gs://",
                "gs:///a",
                "gs://ab",
                "gs://Acme/a",
                "gs://-acme/a",
                "gs://acme/a\nb",
                "gs://acme/a\rb",
                "gs://acme/a\n",
                "gs://acme/.",
                "gs://acme/.."
            })
    void refusesWhatIsNoUrl(String text) {
        assertThat(ObjectUrl.parse(text)).isEmpty();
    }

    @Test
    void knowsHowLongABucketsNameMayBe() {
        assertThat(ObjectUrl.parse("gs://" + "a".repeat(63) + "/x")).isPresent();
        assertThat(ObjectUrl.parse("gs://" + "a".repeat(64) + "/x")).isEmpty();
        assertThat(ObjectUrl.parse("gs://" + "a".repeat(63) + ".example.com/x")).isPresent();
        assertThat(ObjectUrl.parse("gs://a..b/x")).isEmpty();
    }

    @Test
    void countsANamesLengthInBytes() {
        assertThat(ObjectUrl.parse("gs://acme/" + "ü".repeat(512))).isPresent();
        assertThat(ObjectUrl.parse("gs://acme/" + "ü".repeat(512) + "a")).isEqualTo(Optional.empty());
    }

    @Test
    void joinsNamesAsStrings() {
        assertThat(url("gs://acme/tasks").in("a/-b.json")).hasToString("gs://acme/tasks/a/-b.json");
        assertThat(url("gs://acme/tasks/").in("/x")).hasToString("gs://acme/tasks//x");
        assertThat(url("gs://acme").in("x")).hasToString("gs://acme/x");
    }

    @Test
    void knowsWhatLiesInAFolder() {
        assertThat(url("gs://acme/tasks").contains(url("gs://acme/tasks/a"))).isTrue();
        assertThat(url("gs://acme/tasks").contains(url("gs://acme/tasks/"))).isTrue();
        assertThat(url("gs://acme/tasks").contains(url("gs://acme/tasks2/a"))).isFalse();
        assertThat(url("gs://acme/tasks").contains(url("gs://other/tasks/a"))).isFalse();
        assertThat(url("gs://acme").contains(url("gs://acme/x"))).isTrue();
    }

    @Test
    void knowsTheLastSegmentOfAName() {
        assertThat(url("gs://acme/a/b.json").lastSegment()).isEqualTo("b.json");
        assertThat(url("gs://acme/b.json").lastSegment()).isEqualTo("b.json");
        assertThat(url("gs://acme/a/").lastSegment()).isEmpty();
    }
}
