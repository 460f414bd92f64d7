package dev.bqdispatch.gcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bqdispatch.action.Tables;
import dev.bqdispatch.fake.FakeWorld;
import dev.bqdispatch.fake.Fault;
import dev.bqdispatch.fake.Gateway;
import dev.bqdispatch.fault.CallFailed;
import dev.bqdispatch.job.TableName;
import java.io.IOException;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BigQueryTablesTest {
    private static final TableName TABLE = new TableName("acme", "d", "t");

    private final FakeWorld world = new FakeWorld();
    private final Gateway gateway = Gateway.to(world);
    private Tables tables;

    @BeforeEach
    void connect() throws IOException {
        tables = new BigQueryTables(new RestClients(4).bigQuery(Optional.of(gateway.url())), CallMeter.none());
    }

    @AfterEach
    void disconnect() {
        gateway.close();
        world.close();
    }

    private static ObjectNode resource() throws IOException {
        return (ObjectNode) new ObjectMapper().readTree("""
                {"tableReference": {"projectId": "acme", "datasetId": "d", "tableId": "t"},
                 "schema": {"fields": [{"name": "a", "type": "STRING", "maxLength": 5, "newer": {"x": "y"}}]},
                 "timePartitioning": {"type": "DAY", "expirationMs": "1000"}}
                """);
    }

    @Test
    void aTableIsMadeOnceAndSeenAsItWasMade() throws IOException {
        assertThat(tables.insert(resource())).isTrue();
        assertThat(tables.insert(resource())).isFalse();

        ObjectNode table = tables.get(TABLE).orElseThrow();
        assertThat(table.at("/schema/fields/0/newer/x").asText()).isEqualTo("y");
        assertThat(table.at("/timePartitioning/expirationMs").asText()).isEqualTo("1000");
        assertThat(table.path("creationTime").asLong()).isPositive();
        assertThat(gateway.calls().all()).hasSize(3);
    }

    @Test
    void aTableThatIsNotThereIsNoError() {
        assertThat(tables.get(TABLE)).isEmpty();
        assertThat(tables.delete(TABLE)).isFalse();
    }

    @Test
    void aTableIsDeletedOnce() {
        world.bigQuery().tables().write("acme:d.t");

        assertThat(tables.delete(TABLE)).isTrue();
        assertThat(tables.delete(TABLE)).isFalse();
        assertThat(world.bigQuery().tables().names()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"with space", "\u00fc-\u65e5", "t$20260301"})
    void namesOfAllKindsFindTheirTable(String name) {
        world.bigQuery().tables().write("acme:d." + name);

        assertThat(tables.get(new TableName("acme", "d", name))).isPresent();
    }

    @Test
    void aBusyServerIsTransientAndAForbiddenTableIsNot() throws IOException {
        gateway.failNext(1, "tables.get", Fault.status(503, "backendError"));
        gateway.failNext(1, "tables.insert", Fault.status(403, "accessDenied"));
        gateway.failNext(1, "tables.delete", Fault.status(403, "rateLimitExceeded"));
        ObjectNode resource = resource();

        assertThat(catchThrowableOfType(CallFailed.class, () -> tables.get(TABLE))
                        .failure()
                        .isTransient())
                .isTrue();
        assertThat(catchThrowableOfType(CallFailed.class, () -> tables.insert(resource))
                        .failure()
                        .isTransient())
                .isFalse();
        assertThat(catchThrowableOfType(CallFailed.class, () -> tables.delete(TABLE))
                        .failure()
                        .isTransient())
                .isTrue();
    }
}
