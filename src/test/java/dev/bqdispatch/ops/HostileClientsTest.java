package dev.bqdispatch.ops;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.management.UnixOperatingSystemMXBean;
import dev.bqdispatch.bus.Bus;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whoever connects, and whatever he sends or does not send: the next probe is answered. */
class HostileClientsTest {
    private static final Connections.Limits HASTY =
            new Connections.Limits(400, Duration.ofMillis(300), Duration.ofMillis(300));
    private static final String PROBE = "GET /health/live HTTP/1.1\r\nHost: here\r\nConnection: close\r\n\r\n";

    private final Vertx vertx = Vertx.vertx();
    private final Bus bus = new Bus(vertx, Duration.ofMinutes(1));
    private OpsVerticle ops = new OpsVerticle("127.0.0.1", 0, () -> "x", bus);

    @AfterEach
    void close() throws Exception {
        vertx.close().toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
    }

    private void start(Connections.Limits limits) throws Exception {
        ops = new OpsVerticle("127.0.0.1", 0, () -> "x", bus, Access.NONE, limits);
        vertx.deployVerticle(ops).toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
    }

    private Socket connect() throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), ops.port());
        socket.setSoTimeout(30_000);
        return socket;
    }

    private String answer(byte[] request) throws IOException {
        try (Socket socket = connect()) {
            socket.getOutputStream().write(request);
            socket.shutdownOutput();
            return new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
        } catch (IOException reset) {
            return "reset";
        }
    }

    private void assertLives() throws IOException {
        assertThat(answer(PROBE.getBytes(ISO_8859_1))).startsWith("HTTP/1.1 200 OK");
    }

    @Test
    void garbageIsNotTakenForARequest() throws Exception {
        start(HASTY);
        Random random = new Random(7);
        for (int i = 0; i < 200; i++) {
            byte[] garbage = new byte[1 + random.nextInt(20_000)];
            random.nextBytes(garbage);
            assertThat(answer(garbage)).doesNotContain(" 200 ");
        }
        assertLives();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET / HTTP/9.9\r\n\r\n",
                "GET /../../etc/passwd HTTP/1.1\r\nHost: x\r\n\r\n",
                "GET /%00%ff%zz HTTP/1.1\r\nHost: x\r\n\r\n",
                "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
                "POST /metrics HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n",
                "POST /metrics HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
                "GET /metrics\r\n\r\n",
                "\r\n\r\n\r\n",
                "CONNECT evil:1 HTTP/1.1\r\n\r\n"
            })
    void oddRequestsGetNothing(String request) throws Exception {
        start(HASTY);
        assertThat(answer(request.getBytes(ISO_8859_1))).doesNotContain(" 200 ").doesNotContain("root:");
        assertLives();
    }

    @Test
    void linesAndHeadersBeyondTheLimitAreRefused() throws Exception {
        start(HASTY);
        String line = "GET /" + "x".repeat(100_000) + " HTTP/1.1\r\nHost: x\r\n\r\n";
        String headers = "GET /metrics HTTP/1.1\r\nHost: x\r\nX: " + "x".repeat(100_000) + "\r\n\r\n";
        assertThat(answer(line.getBytes(ISO_8859_1))).doesNotContain(" 200 ");
        assertThat(answer(headers.getBytes(ISO_8859_1))).doesNotContain(" 200 ");
        assertLives();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "GET /metrics HTTP/1.1\r\nX: ",
                "POST /metrics HTTP/1.1\r\nHost: x\r\nContent-Length: 1000000\r\n\r\n",
                "GET /metrics HTTP/1.1\r\nHost: x\r\n\r\n"
            })
    void whoeverSendsOneByteAfterTheOtherIsCutOff(String begin) throws Exception {
        start(HASTY);
        try (Socket socket = connect()) {
            socket.getOutputStream().write(begin.getBytes(ISO_8859_1));
            await().pollInterval(Duration.ofMillis(20)).until(() -> isCutOff(socket));
        }
        assertLives();
    }

    /** Sends one more byte, as somebody does who wants to be taken for alive. */
    private static boolean isCutOff(Socket socket) {
        try {
            socket.getOutputStream().write('x');
            InputStream in = socket.getInputStream();
            while (in.available() > 0) {
                if (in.read() < 0) {
                    return true;
                }
            }
            return false;
        } catch (IOException closed) {
            return true;
        }
    }

    @Test
    void whereEveryPlaceIsTakenTheLongestIdleGoes() throws Exception {
        start(new Connections.Limits(2, Duration.ofMinutes(5), Duration.ofMinutes(5)));
        try (Socket first = connect();
                Socket second = connect();
                Socket third = connect()) {
            assertThat(first.getInputStream().read()).isEqualTo(-1);
            assertLives();
            assertThat(second.getInputStream().read()).isEqualTo(-1);
            third.getOutputStream().write(PROBE.getBytes(ISO_8859_1));
            assertThat(new String(third.getInputStream().readAllBytes(), ISO_8859_1))
                    .contains(" 200 ");
        }
    }

    /** Ten thousand, unless this machine allows a process fewer files: then as many as leave room for all else. */
    @Test
    void tenThousandIdleConnectionsKeepNoProbeFromItsAnswer() throws Exception {
        start(Connections.Limits.USUAL);
        int many = (int) Math.min(10_000, filesAllowed() - 2_000);
        assertThat(many).as("idle connections").isGreaterThan(1_000);
        List<SocketChannel> idle = new ArrayList<>();
        try {
            for (int i = 0; i < many; i++) {
                idle.add(SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), ops.port())));
                if (i % 1_000 == 0) {
                    assertLives();
                }
            }
            assertLives();
            assertThat(ops.connections()).isLessThanOrEqualTo(Connections.Limits.USUAL.most());
        } finally {
            for (SocketChannel channel : idle) {
                channel.close();
            }
        }
    }

    private static long filesAllowed() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
                ? unix.getMaxFileDescriptorCount()
                : 5_000;
    }
}
