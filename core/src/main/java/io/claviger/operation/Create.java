package io.claviger.operation;

import io.claviger.KmsException.InvalidField;
import io.claviger.crypto.GeneratedKey;
import io.claviger.crypto.KeyGeneration;
import io.claviger.crypto.KeySpec;
import io.claviger.key.KeyVersion.Origin;
import io.claviger.operation.Operation.Change;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Makes a key, or a pair of keys, from the server's random bits (KMIP 2.1, sections 6.1.8 and 6.1.9). */
public record Create(NewKey key) implements Change<Found.OfDomain, List<FreshKey>, KeyView> {
    @Override
    public Target.OfDomain target() {
        return new Target.OfDomain();
    }

    @Override
    public List<FreshKey> prepare(Call call, Found.OfDomain found, Preparation with) {
        KeySpec spec = key.spec();
        if (spec == null) {
            throw new InvalidField("algorithm", "is required");
        }
        var generation = new KeyGeneration(with.custody().slab(), with.custody().random());
        GeneratedKey generated = generation.generate(spec);
        try (var secret = generated.secret()) {
            var material =
                    new FreshKey.Material(spec, secret, generated.publicKey(), generated.provider(), Origin.GENERATED);
            return FreshKey.make(call, key, material, with);
        }
    }

    @Override
    public KeyView apply(Call call, List<FreshKey> fresh, Found.OfDomain found, Transaction tx) {
        return KeyChanges.insert(call, fresh, tx);
    }

    @Override
    public UUID resultId(Found.OfDomain found, KeyView result) {
        return result.version().id();
    }

    @Override
    public KeyView again(UUID result, Reader reader, Instant now) {
        return KeyChanges.view(result, reader, now);
    }
}
