package io.claviger.server;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** What the server's certificate is good for. */
record CertificateNames(List<String> dns, List<String> ip) {
    private static final Pattern IP = Pattern.compile("[0-9.]+|[0-9a-fA-F:]*:[0-9a-fA-F:.]*");

    /** Loopback, the machine's own name, and what the configuration adds, separated by commas. */
    static CertificateNames of(String configured, List<String> more) {
        Set<String> dns = new LinkedHashSet<>(List.of("localhost"));
        Set<String> ip = new LinkedHashSet<>(List.of("127.0.0.1", "::1"));
        hostName().ifPresent(dns::add);
        var all = new ArrayList<>(List.of(configured.split(",", -1)));
        all.addAll(more);
        for (String name : all) {
            String stripped = name.strip();
            if (stripped.isEmpty() || stripped.equals("0.0.0.0") || stripped.equals("::")) {
                continue;
            }
            (IP.matcher(stripped).matches() ? ip : dns).add(stripped);
        }
        return new CertificateNames(List.copyOf(dns), List.copyOf(ip));
    }

    private static Optional<String> hostName() {
        try {
            String name = InetAddress.getLocalHost().getHostName();
            return name.matches("[A-Za-z0-9.-]{1,253}") ? Optional.of(name) : Optional.empty();
        } catch (UnknownHostException nameless) {
            return Optional.empty();
        }
    }
}
