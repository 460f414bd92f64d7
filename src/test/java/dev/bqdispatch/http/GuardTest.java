package dev.bqdispatch.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bqdispatch.fault.CallFailed;
import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which addresses are connected to. */
class GuardTest {
    private static InetAddress[] resolve(String host, String... addresses) throws UnknownHostException {
        InetAddress[] found = new InetAddress[addresses.length];
        for (int i = 0; i < addresses.length; i++) {
            found[i] = InetAddress.getByName(addresses[i]);
        }
        return new Guard(asked -> found).resolve(host);
    }

    @ParameterizedTest
    @CsvSource({
        "api.example, 93.184.216.34",
        "api.internal, 10.1.2.3",
        "api.example, 2606:2800:220:1::1",
        "localhost, 127.0.0.1",
        "LOCALHOST, ::1",
        "127.0.0.1, 127.0.0.1",
        "127.9.8.7, 127.9.8.7",
        "[::1], ::1",
        "::1, ::1",
    })
    void othersAreCalledAndThisMachineByItsOwnName(String host, String address) throws UnknownHostException {
        assertThat(resolve(host, address)).containsExactly(InetAddress.getByName(address));
    }

    @ParameterizedTest
    @CsvSource({
        "api.example, 169.254.169.254",
        "169.254.169.254, 169.254.169.254",
        "api.example, 169.254.0.1",
        "api.example, fe80::1",
        "api.example, ::ffff:169.254.169.254",
        "api.example, 64:ff9b::169.254.169.254",
        "api.example, ::169.254.169.254",
        "api.example, fd20:ce::254",
        "[fd20:ce::254%1], fd20:ce::254%1",
        "api.example, 2002:a9fe:a9fe::1",
        "api.example, 64:ff9b::127.0.0.1",
        "api.example, 127.0.0.1",
        "api.example, 127.1.1.1",
        "api.example, ::1",
        "api.example, 0.0.0.0",
        "localhost.example, 127.0.0.1",
        "api.example, 224.0.0.1",
        "localhost, 169.254.169.254",
    })
    void whatGivesCredentialsOrIsThisMachineUnderAnotherNameIsNot(String host, String address) {
        assertThatThrownBy(() -> resolve(host, address))
                .isInstanceOfSatisfying(
                        CallFailed.class,
                        e -> assertThat(e.failure().isTransient()).isFalse())
                .hasMessageContaining("URL: " + host + " is at ")
                .hasMessageContaining("which is never called");
    }

    @ParameterizedTest
    @CsvSource({"93.184.216.34, 169.254.169.254", "169.254.169.254, 93.184.216.34"})
    void oneBadAddressAmongGoodOnesIsEnough(String one, String other) {
        assertThatThrownBy(() -> resolve("api.example", one, other)).isInstanceOf(CallFailed.class);
    }
}
