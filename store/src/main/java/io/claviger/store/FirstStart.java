package io.claviger.store;

import io.claviger.crypto.SecretBytes;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * What a first start is told.
 *
 * @param node id of this node
 * @param adminPassword of the user {@code admin}
 * @param passwordIsGenerated true if nobody chose it: then the server keeps to loopback until it is changed
 * @param settings those that live in the database
 * @param dnsNames and {@code ipAddresses} that the server's certificate is good for
 * @param facts for record 0 of the log
 */
public record FirstStart(
        UUID node,
        SecretBytes adminPassword,
        boolean passwordIsGenerated,
        Map<String, String> settings,
        String commonName,
        List<String> dnsNames,
        List<String> ipAddresses,
        String facts) {
    /** The credential revision of an administrator whose password nobody chose. */
    public static final long GENERATED = 1;

    public FirstStart {
        settings = Map.copyOf(settings);
        dnsNames = List.copyOf(dnsNames);
        ipAddresses = List.copyOf(ipAddresses);
    }
}
