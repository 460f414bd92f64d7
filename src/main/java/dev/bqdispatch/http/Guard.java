package dev.bqdispatch.http;

import dev.bqdispatch.fault.CallFailed;
import dev.bqdispatch.fault.Failure;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.regex.Pattern;
import org.apache.http.conn.DnsResolver;

/**
 * Finds the addresses of a host, and refuses those that a call must not reach: metadata servers, which give credentials
 * to whoever asks, and this machine itself under another name. Connections are made to the very addresses that were
 * checked, so that a name can't mean something else a moment later.
 */
final class Guard implements DnsResolver {
    /** This machine by its own name: who allows such a URL means it. */
    private static final Pattern THIS_MACHINE =
            Pattern.compile("localhost\\.?|127(?:\\.[0-9]{1,3}){3}|\\[?(?:::|(?:0{1,4}:){7}0{0,3})1]?");

    /** Google's metadata server over IPv6, and the one of others. */
    private static final Pattern METADATA = Pattern.compile("fd20:ce:0:0:0:0:0:254|fd00:ec2:0:0:0:0:0:254");

    private final DnsResolver resolver;

    /** @param resolver asks the network */
    Guard(DnsResolver resolver) {
        this.resolver = resolver;
    }

    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
        InetAddress[] addresses = resolver.resolve(host);
        boolean own = THIS_MACHINE.matcher(host.toLowerCase(Locale.ROOT)).matches();
        for (InetAddress address : addresses) {
            boolean here = address.isLoopbackAddress() || address.isAnyLocalAddress();
            if (isNever(address) || (here && !own)) {
                throw new CallFailed(Failure.permanent(
                        "URL: " + host + " is at " + address.getHostAddress() + ", which is never called"));
            }
        }
        return addresses;
    }

    private static boolean isNever(InetAddress address) {
        return address.isLinkLocalAddress()
                || address.isMulticastAddress()
                || isWrappedLinkLocal(address.getAddress())
                || METADATA.matcher(address.getHostAddress()).matches();
    }

    /** 169.254.0.0/16 as networks without IPv4 write it, in 64:ff9b::/96 and ::/96. */
    private static boolean isWrappedLinkLocal(byte[] address) {
        return address.length == 16 && (address[12] & 0xff) == 169 && (address[13] & 0xff) == 254 && isPrefix(address);
    }

    private static boolean isPrefix(byte[] address) {
        boolean translated =
                address[0] == 0 && address[1] == 0x64 && (address[2] & 0xff) == 0xff && (address[3] & 0xff) == 0x9b;
        for (int i = translated ? 4 : 0; i < 12; i++) {
            if (address[i] != 0) {
                return false;
            }
        }
        return true;
    }
}
