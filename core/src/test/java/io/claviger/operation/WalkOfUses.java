package io.claviger.operation;

import io.claviger.crypto.Bytes;
import io.claviger.crypto.Hash;
import io.claviger.crypto.Plaintext;
import io.claviger.crypto.Sealed;
import io.claviger.identity.Principal;
import io.claviger.key.Usage;
import io.claviger.operation.NaiveKeys.Version;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.Supplier;

/** Steps that use keys: what one version closed or signed, that one alone opens or verifies. */
final class WalkOfUses {
    private static final SignatureScheme SCHEME = new SignatureScheme(Hash.SHA256, null, null);
    private static final Bytes MESSAGE = Bytes.ofUtf8("message");
    private static final Sealed NEVER_SEALED =
            new Sealed(Bytes.ofHex("00".repeat(8)), Bytes.ofHex("00".repeat(12)), Bytes.ofHex("00".repeat(16)));
    private static final Bytes NEVER_MADE = Bytes.ofHex("00".repeat(32));

    private final TestWorld world;
    private final NaiveModel model;
    private final RandomAsking asking;
    private final Map<UUID, Sealed> sealed = new HashMap<>();
    private final Map<UUID, Bytes> macs = new HashMap<>();
    private final Map<UUID, Bytes> signatures = new HashMap<>();

    WalkOfUses(TestWorld world, NaiveModel model, RandomAsking asking) {
        this.world = world;
        this.model = model;
        this.asking = asking;
    }

    String step(Principal caller, BiConsumer<String, Supplier<?>> agree) {
        RandomAsking.Named named = asking.version(caller.id());
        Usage purpose = purpose(named.found());
        Instant now = world.clock.now();
        Target.OfKey target = named.target();
        UUID id = named.found().map(version -> version.id).orElse(RandomAsking.NOBODY);
        String expected = model.use(caller.id(), named.found(), purpose, now);
        switch (purpose) {
            case ENCRYPT ->
                agree.accept(expected, () -> {
                    byte[] text = id.toString().getBytes(StandardCharsets.UTF_8);
                    var encrypt = new Encrypt(target, Plaintext.taking(text), null, null, Bytes.NONE);
                    return sealed.put(id, run(caller, encrypt).sealed());
                });
            case DECRYPT -> decrypt(caller, target, id, expected, agree);
            case SIGN ->
                agree.accept(expected, () -> {
                    Bytes signature =
                            run(caller, new Sign(target, MESSAGE, SCHEME)).signature();
                    return signatures.put(pair(named.found()), signature);
                });
            case VERIFY -> {
                Bytes known = signatures.get(pair(named.found()));
                Bytes signature = known == null ? NEVER_MADE : known;
                var verify = new SignatureVerify(target, MESSAGE, signature, SCHEME);
                agree.accept(expected, () -> told(known != null, run(caller, verify)));
            }
            case MAC_GENERATE ->
                agree.accept(
                        expected,
                        () -> macs.put(id, run(caller, new Mac(target, MESSAGE)).mac()));
            default -> {
                Bytes known = macs.get(id);
                var verify = new MacVerify(target, MESSAGE, known == null ? NEVER_MADE : known);
                agree.accept(expected, () -> told(known != null, run(caller, verify)));
            }
        }
        return purpose + " " + target;
    }

    /** Mostly one that the key is for. */
    private Usage purpose(Optional<Version> found) {
        if (found.isPresent() && asking.chance(80)) {
            return switch (found.get().half.algorithm) {
                case AES -> asking.one(List.of(Usage.ENCRYPT, Usage.DECRYPT));
                case EC -> asking.one(List.of(Usage.SIGN, Usage.VERIFY));
                default -> asking.one(List.of(Usage.MAC_GENERATE, Usage.MAC_VERIFY));
            };
        }
        return asking.one(
                List.of(Usage.ENCRYPT, Usage.DECRYPT, Usage.SIGN, Usage.VERIFY, Usage.MAC_GENERATE, Usage.MAC_VERIFY));
    }

    private void decrypt(
            Principal caller, Target.OfKey target, UUID id, String outcome, BiConsumer<String, Supplier<?>> agree) {
        boolean strange = !sealed.containsKey(id) || asking.chance(10);
        Sealed asked = strange ? NEVER_SEALED : sealed.getOrDefault(id, NEVER_SEALED);
        String expected = outcome.equals(NaiveModel.DONE) && strange ? "NotAuthentic" : outcome;
        var decrypt = new Decrypt(target, asked.ciphertext(), null, asked.iv(), asked.tag(), Bytes.NONE);
        agree.accept(expected, () -> {
            try (Plaintext opened = run(caller, decrypt)) {
                byte[] text = id.toString().getBytes(StandardCharsets.UTF_8);
                return told(true, Arrays.equals(text, opened.open()));
            }
        });
    }

    /** Both halves of a version share its signatures. */
    private static UUID pair(Optional<Version> found) {
        return found.map(version -> new UUID(
                        version.number,
                        version.half.twin == null
                                ? 0
                                : version.half.id.getLeastSignificantBits()
                                        ^ version.half.twin.id.getLeastSignificantBits()))
                .orElse(RandomAsking.NOBODY);
    }

    private static boolean told(boolean expected, boolean actual) {
        if (expected != actual) {
            throw new AssertionError("the answer was " + actual);
        }
        return actual;
    }

    private <R> R run(Principal caller, Operation.Use<R> use) {
        return new BothFloors(world).run(caller, use, asking.chance(50));
    }
}
