package dev.bqdispatch.match;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.bqdispatch.bus.Addresses;
import dev.bqdispatch.bus.Bus;
import dev.bqdispatch.job.CompletedJob;
import dev.bqdispatch.message.FindRoute;
import dev.bqdispatch.message.FoundRoute;
import dev.bqdispatch.message.RulesPublished;
import dev.bqdispatch.metric.Metrics;
import dev.bqdispatch.rule.AllowCall;
import dev.bqdispatch.rule.Faults;
import dev.bqdispatch.rule.Policy;
import dev.bqdispatch.rule.Reconciling;
import dev.bqdispatch.rule.RouteReader;
import dev.bqdispatch.rule.Rules;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MatchVerticleTest {
    private static final Policy POLICY = new Policy("acme", Duration.ofHours(1), 20, 5, "eu", AllowCall.NONE);
    private static final CompletedJob JOB = RouteAnswerTest.query("SELECT 1", false);

    private final Vertx vertx = Vertx.vertx();
    private final Bus bus = new Bus(vertx, Duration.ofMinutes(1));

    @BeforeEach
    void deploy() throws Exception {
        Metrics metrics = new Metrics(new SimpleMeterRegistry());
        get(vertx.deployVerticle(new MatchVerticle(bus, metrics, new JobPlaces("eu"), rules("first", 0))));
    }

    @AfterEach
    void close() throws Exception {
        get(vertx.close());
    }

    private static <T> T get(Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
    }

    /** @param others so many routes before the one that takes the job */
    private static Rules rules(String name, int others) {
        ArrayNode routes = JsonNodeFactory.instance.arrayNode();
        for (int i = 0; i <= others; i++) {
            var route = routes.addObject();
            route.putObject("When").put("Dest", i == others ? "d.t" : ":other_" + i + "\\.table");
            route.put("Name", i == others ? name : "other " + i);
            route.putArray("OnSuccess")
                    .addObject()
                    .put("Action", "delete")
                    .putObject("Request")
                    .put("URL", "gs://bkt/x");
        }
        Faults faults = new Faults("test");
        var read = new RouteReader(Map.of(), any -> null).read(routes, "$.Routes", faults);
        assertThat(faults.problems()).isEmpty();
        return Rules.of(name, POLICY, Reconciling.usual("acme"), read, Map.of(), Set.of(), Map.of());
    }

    private Future<FoundRoute> ask() {
        return bus.ask(Addresses.ROUTES, new FindRoute(JOB));
    }

    @Test
    void whatIsPublishedLastIsInForceInTheEnd() {
        for (String version : List.of("second", "third")) {
            bus.announce(Addresses.RULES, new RulesPublished(rules(version, 10)));
        }

        await().until(() -> get(ask()).equals(new FoundRoute.Some("third", null)));
    }

    @Test
    void whileTheTableOfAVersionIsMadeTheOneBeforeAnswers() throws Exception {
        Rules many = rules("many", 10_000);

        bus.announce(Addresses.RULES, new RulesPublished(many));

        assertThat(get(ask())).isEqualTo(new FoundRoute.Some("first", null));
        await().until(() -> get(ask()).equals(new FoundRoute.Some("many", null)));
    }
}
