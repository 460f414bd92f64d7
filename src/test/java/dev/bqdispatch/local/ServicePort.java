package dev.bqdispatch.local;

import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import org.jspecify.annotations.Nullable;

/** Chooses the port at which the service will listen. */
public final class ServicePort {
    private static final int USUAL = 8080;

    private ServicePort() {}

    /**
     * The port that was asked for, else the usual one, else any that is free.
     *
     * @param asked variable {@code PORT}, if it is set
     * @param visited whether people will come to it: where nobody does, any port is as good
     * @throws IllegalArgumentException with a sentence, if the one that was asked for can't be had
     */
    public static int choose(@Nullable String asked, boolean visited, PrintStream out) throws IOException {
        if (asked != null && !asked.isBlank()) {
            int port = parse(asked.strip());
            if (port != 0 && !isFree(port)) {
                throw new IllegalArgumentException("PORT is " + port + ", where something listens already");
            }
            return port == 0 ? anyFree() : port;
        }
        if (!visited) {
            return anyFree();
        }
        if (isFree(USUAL)) {
            return USUAL;
        }
        int port = anyFree();
        out.println("Port " + USUAL + " is taken; the service gets " + port + ". PORT=... chooses another.");
        return port;
    }

    private static int parse(String text) {
        if (!text.matches("[0-9]{1,5}") || Integer.parseInt(text) > 65_535) {
            throw new IllegalArgumentException("PORT is '" + text + "'; expected a port, 0 to 65535");
        }
        return Integer.parseInt(text);
    }

    /** A port at which nothing listens now. */
    public static int anyFree() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
