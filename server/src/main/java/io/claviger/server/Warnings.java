package io.claviger.server;

import io.claviger.crypto.SecretSlab;

/** What is not as it should be on this machine, and does not stop the start: a line each. */
final class Warnings {
    private Warnings() {}

    static void print(SecretSlab slab, boolean guarded) {
        if (!slab.locked()) {
            System.err.println("claviger: key memory is not locked and may be swapped out; raise the limit: ulimit -l");
        }
        if (!guarded) {
            System.err.println("claviger: the process can be dumped; prctl was refused");
        }
        if (!TlsContext.nativeEngine()) {
            System.err.println("claviger: BoringSSL did not load; the JDK's TLS serves, slower");
        }
    }
}
