package io.claviger.edge.rest;

import io.vertx.core.http.HttpServerRequest;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.nio.ByteBuffer;

/**
 * Whom a limit counts as one: an IPv4 address, or an IPv6 network of 64 bits, since whoever has one address of it has all
 * (RFC 6177).
 *
 * @param network the address, or the upper half of it
 */
record Source(boolean six, long network) {
    /** What has no address. */
    static final Source LOCAL = new Source(false, 0);

    static Source of(InetAddress address) {
        ByteBuffer bytes = ByteBuffer.wrap(address.getAddress());
        return address instanceof Inet6Address
                ? new Source(true, bytes.getLong())
                : new Source(false, Integer.toUnsignedLong(bytes.getInt()));
    }

    /** @param address as {@link #text} gives it */
    static Source of(String address) {
        try {
            return of(InetAddress.ofLiteral(address));
        } catch (IllegalArgumentException none) {
            return LOCAL;
        }
    }

    static Source of(HttpServerRequest request) {
        return of(text(request));
    }

    /** The address that a request came from. */
    static String text(HttpServerRequest request) {
        var remote = request.remoteAddress();
        String address = remote == null ? null : remote.hostAddress();
        return address == null ? "local" : address;
    }
}
