package io.claviger.edge.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.claviger.KmsException.TooMany;
import io.claviger.RootDomain;
import io.claviger.identity.Principal;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class FloorsTest {
    @Test
    void aSourceWaitsForPasswordsInItsOwnQueueAndThoseWhoAreKnownInAnother() throws Exception {
        var gate = new CountDownLatch(1);
        var begun = new CountDownLatch(1);
        Principal stranger = Principal.stranger(RootDomain.ID, "127.0.0.2");
        var alice = new Principal(RootDomain.ID, Samples.ALICE, "", Set.of(), new UUID(0, 1), 0, stranger.source());
        try (var floors = new Floors(1, 1)) {
            var waiting = CompletableFuture.supplyAsync(() -> floors.withPassword(stranger, () -> {
                begun.countDown();
                return awaited(gate);
            }));
            begun.await();
            assertThatThrownBy(() -> floors.withPassword(stranger, () -> "hashed"))
                    .isInstanceOf(TooMany.class);
            assertThat(floors.withPassword(alice, () -> "hashed")).isEqualTo("hashed");
            assertThat(floors.withPassword(Principal.stranger(RootDomain.ID, "127.0.0.3"), () -> "hashed"))
                    .isEqualTo("hashed");
            gate.countDown();
            assertThat(waiting.get()).isEqualTo("waited");
            assertThat(floors.withPassword(stranger, () -> "hashed")).isEqualTo("hashed");
        }
    }

    private static String awaited(CountDownLatch gate) {
        try {
            gate.await();
            return "waited";
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
