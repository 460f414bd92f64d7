package dev.bqdispatch.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class ResourceNameTest {
    @Test
    void aJobHasAProjectAndAnId() {
        assertThat(ResourceName.job("projects/example.com:acme/jobs/bquxjob_1"))
                .containsExactly("example.com:acme", "bquxjob_1");
    }

    @Test
    void aTableHasAProjectADatasetAndAnId() {
        assertThat(ResourceName.table("projects/acme/datasets/shop/tables/orders$20260301"))
                .containsExactly("acme", "shop", "orders$20260301");
    }

    @Test
    void aDatasetHasAProjectAndAnId() {
        assertThat(ResourceName.dataset("projects/acme/datasets/shop")).containsExactly("acme", "shop");
    }

    /** Pieces that a name may be made of, in any order and number. */
    @Provide
    Arbitrary<String> names() {
        return Arbitraries.of("projects", "jobs", "datasets", "tables", "acme", "a", "", "/", "/", "/")
                .list()
                .ofMaxSize(14)
                .map(pieces -> String.join("", pieces));
    }

    @Property(tries = 20_000)
    void aNameIsReadAsItsPartsBetweenSlashes(@ForAll("names") String name) {
        assertThat(ResourceName.job(name)).isEqualTo(split(name, "projects", "jobs"));
        assertThat(ResourceName.table(name)).isEqualTo(split(name, "projects", "datasets", "tables"));
    }

    private static List<String> split(String name, String... collections) {
        List<String> parts = List.of(name.split("/", -1));
        if (parts.size() != 2 * collections.length) {
            return List.of();
        }
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < collections.length; i++) {
            if (!parts.get(2 * i).equals(collections[i]) || parts.get(2 * i + 1).isEmpty()) {
                return List.of();
            }
            ids.add(parts.get(2 * i + 1));
        }
        return ids;
    }
}
