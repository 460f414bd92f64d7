package dev.bqdispatch.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bqdispatch.job.CompletedJob;
import dev.bqdispatch.match.RouteScan;
import dev.bqdispatch.match.RouteTable;
import dev.bqdispatch.rule.JobView;
import dev.bqdispatch.rule.Route;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is measured is what the table says that it is. */
class RouteSetTest {
    private static final int ROUTES = 200;

    @ParameterizedTest
    @EnumSource
    void nineOfTenEventsFindNoRoute(RouteShape shape) {
        RouteSet set = new RouteSet(shape, ROUTES);
        RouteTable table = new RouteScan(set.routes());

        List<CompletedJob> events = set.events(500, 0.9, 300);

        assertThat(events.stream().filter(event -> table.first(event).isEmpty()))
                .hasSize(450);
    }

    @ParameterizedTest
    @EnumSource
    void eachRouteTakesAnEventOfItsOwnAndNoOther(RouteShape shape) {
        List<Route> routes = new RouteSet(shape, ROUTES).routes();
        for (CompletedJob event : new RouteSet(shape, ROUTES).events(300, 0, 300)) {
            assertThat(routes)
                    .filteredOn(
                            route -> route.when().matches(new JobView(event)).isPresent())
                    .hasSize(1);
        }
    }

    @ParameterizedTest
    @EnumSource
    void noTwoRoutesHaveTheSameFilter(RouteShape shape) {
        assertThat(new RouteSet(shape, ROUTES).routes().stream().map(Route::when))
                .doesNotHaveDuplicates();
    }

    @Test
    void eventsAreDifferentTables() {
        List<CompletedJob> events = new RouteSet(RouteShape.RANDOM, ROUTES).events(500, 1, 300);

        assertThat(events.stream().map(CompletedJob::destination)).doesNotHaveDuplicates();
    }

    @Test
    void matchedEventsAreSpreadOverTheRoutes() {
        RouteSet set = new RouteSet(RouteShape.DISTINCT, ROUTES);
        RouteTable table = new RouteScan(set.routes());

        Set<String> taken = set.events(1_000, 0, 300).stream()
                .map(event -> table.first(event).orElseThrow().route().label())
                .collect(Collectors.toSet());

        assertThat(taken).hasSizeGreaterThan(ROUTES * 9 / 10);
    }

    @Test
    void theyComeInNoOrder() {
        RouteSet set = new RouteSet(RouteShape.DISTINCT, ROUTES);
        RouteTable table = new RouteScan(set.routes());

        List<CompletedJob> firstHalf = set.events(500, 0.9, 300).subList(0, 250);

        assertThat(firstHalf.stream().filter(event -> table.first(event).isPresent()))
                .hasSizeBetween(10, 40);
    }

    @Test
    void theSqlHasTheSizeThatIsAskedFor() {
        assertThat(new RouteSet(RouteShape.SOME_SOURCES, ROUTES).events(10, 0.9, 100_000))
                .allSatisfy(event -> assertThat(event.sql()).hasSizeBetween(100_000, 100_200));
    }
}
