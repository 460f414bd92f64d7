package dev.bqdispatch.match;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bqdispatch.job.JobPointer;
import dev.bqdispatch.job.JobRef;
import java.util.List;
import org.junit.jupiter.api.Test;

class JobPlacesTest {
    private final JobPlaces places = new JobPlaces("europe-west6");

    private List<String> candidates(String project) {
        return places.candidates(new JobPointer(project, "j", null)).stream()
                .map(JobRef::location)
                .toList();
    }

    @Test
    void beforeAnythingPassedTheMultiRegionsAndTheRegionAreAll() {
        assertThat(candidates("p")).containsExactly("US", "EU", "europe-west6");
    }

    @Test
    void aLocationThatIsToldIsTheOnlyOne() {
        places.saw(new JobRef("p", "EU", "i"));

        assertThat(places.candidates(new JobPointer("p", "j", "asia-east1")))
                .containsExactly(new JobRef("p", "asia-east1", "j"));
    }

    @Test
    void theProjectsLastLocationComesFirstAndThoseOfOthersLast() {
        places.saw(new JobRef("p", "asia-east1", "i"));
        places.saw(new JobRef("q", "asia-south1", "i"));

        assertThat(candidates("p")).containsExactly("asia-east1", "US", "EU", "europe-west6", "asia-south1");
    }

    @Test
    void noLocationIsNamedTwice() {
        places.saw(new JobRef("p", "EU", "i"));
        places.saw(new JobRef("q", "europe-west6", "i"));

        assertThat(candidates("p")).containsExactly("EU", "US", "europe-west6");
    }

    @Test
    void whatIsRememberedIsBounded() {
        for (int i = 0; i < 5_000; i++) {
            places.saw(new JobRef("p" + i, "place-" + i, "i"));
        }

        assertThat(candidates("p0")).hasSize(103).doesNotContain("place-0").contains("place-4999");
    }
}
