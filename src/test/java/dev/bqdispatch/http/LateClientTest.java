package dev.bqdispatch.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import org.apache.http.client.methods.HttpGet;
import org.apache.http.conn.HttpHostConnectException;
import org.apache.http.impl.client.CloseableHttpClient;
import org.apache.http.impl.client.HttpClientBuilder;
import org.junit.jupiter.api.Test;

class LateClientTest {
    private final Counting builder = new Counting();
    private final LateClient client = new LateClient(builder);

    private static final class Counting extends HttpClientBuilder {
        private int built;

        @Override
        public CloseableHttpClient build() {
            built++;
            return super.build();
        }
    }

    private void call() {
        assertThatThrownBy(() -> client.execute(new HttpGet("http://127.0.0.1:1/")))
                .isInstanceOf(HttpHostConnectException.class);
    }

    @Test
    void isNotBuiltWhereNobodyCalls() throws IOException {
        client.close();

        assertThat(builder.built).isZero();
    }

    @Test
    void isBuiltOnceForAllCalls() {
        call();
        call();

        assertThat(builder.built).isEqualTo(1);
    }

    @Test
    void makesNoCallOnceItIsClosed() throws IOException {
        call();
        client.close();

        assertThatThrownBy(() -> client.execute(new HttpGet("http://127.0.0.1:1/")))
                .isInstanceOf(IllegalStateException.class);
    }
}
