package dev.bqdispatch.http;

import dev.bqdispatch.fault.CallFailed;
import dev.bqdispatch.fault.Failure;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.HexFormat;
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

    /**
     * As the bytes say it, since a text may also name the way there ({@code %eth0}): what is link-local or this machine in
     * IPv4, as 64:ff9b::/96, ::/96 and 2002::/16 carry it; and metadata servers, Google's and the one of others.
     */
    private static final Pattern NEVER = Pattern.compile(
            "(?:0064ff9b0{16}|0{24})(?:a9fe|7f..)....|2002(?:a9fe|7f..).{24}" + "|fd2000ce0{20}0254|fd000ec20{20}0254");

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
                || NEVER.matcher(HexFormat.of().formatHex(address.getAddress())).matches();
    }
}
