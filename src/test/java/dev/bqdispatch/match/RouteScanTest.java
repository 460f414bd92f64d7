package dev.bqdispatch.match;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bqdispatch.fake.SampleJob;
import dev.bqdispatch.job.CompletedJob;
import dev.bqdispatch.job.Decoded;
import dev.bqdispatch.job.EventDecoder;
import dev.bqdispatch.rule.Faults;
import dev.bqdispatch.rule.Route;
import dev.bqdispatch.rule.RouteReader;
import dev.bqdispatch.rule.StrictJson;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RouteScanTest {
    private static final CompletedJob JOB = job(SampleJob.query("q", "SELECT 1", "acme:d.t"));

    private static CompletedJob job(SampleJob sample) {
        byte[] resource = sample.toRest().toString().getBytes(UTF_8);
        return ((Decoded.Finished) new EventDecoder().decode(resource)).job();
    }

    private static List<Route> routes(String json) {
        Faults faults = new Faults("test");
        List<Route> routes =
                new RouteReader(Map.of(), name -> null).read(StrictJson.read(json, 10_000, faults), "$.Routes", faults);
        assertThat(faults.problems()).isEmpty();
        return routes;
    }

    private static final List<Route> ROUTES = routes("""
            [{"Name": "other", "When": {"Dest": "d\\\\.u"}},
             {"Name": "off", "When": {"Dest": "d\\\\.t"}, "Disabled": true},
             {"Name": "first", "When": {"Dest": "d\\\\.(?P<table>t)"}},
             {"Name": "second", "When": {"Type": "QUERY"}}]
            """);

    @Test
    void theFirstInOrderThatHoldsAndIsNotDisabledTakesTheJob() {
        RouteTable.Match match = new RouteScan(ROUTES).first(JOB).orElseThrow();

        assertThat(match.route().label()).isEqualTo("first");
        assertThat(match.groups()).containsExactly(Map.entry("table", "t"));
    }

    @Test
    void whereNothingHoldsThereIsNoRoute() {
        assertThat(new RouteScan(ROUTES.subList(0, 2)).first(JOB)).isEmpty();
    }

    @Test
    void itSaysWhyARouteDoesNotTakeTheJob() {
        RouteTable table = new RouteScan(ROUTES);

        assertThat(table.why(JOB, ROUTES.get(0))).singleElement().asString().startsWith("Dest");
        assertThat(table.why(JOB, ROUTES.get(1))).containsExactly("Disabled: the route is switched off");
        assertThat(table.why(JOB, ROUTES.get(2))).isEmpty();
    }
}
