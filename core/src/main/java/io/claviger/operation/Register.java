package io.claviger.operation;

import io.claviger.KmsException.InvalidField;
import io.claviger.crypto.Bytes;
import io.claviger.crypto.ImportedKey;
import io.claviger.crypto.KeyEncoding;
import io.claviger.crypto.KeySpec;
import io.claviger.crypto.SecretBytes;
import io.claviger.key.KeyVersion.Origin;
import io.claviger.operation.Operation.Change;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * Takes in a key that was made elsewhere (KMIP 2.1, section 6.1.43).
 *
 * @param material hexadecimal for a symmetric key, PEM for an asymmetric one
 * @param exact whether size or curve were asked for by name, so that the material must agree
 */
public record Register(NewKey key, SecretBytes material, boolean exact)
        implements Change<Found.OfDomain, List<FreshKey>, KeyView> {
    private static final String PROVIDER = "import";

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
        var encoding = new KeyEncoding(with.custody().slab());
        if (!spec.algorithm().asymmetric()) {
            try (SecretBytes bytes = material.lend(hex -> encoding.symmetricFromHex(hex, spec))) {
                var symmetric = new FreshKey.Material(spec, bytes, Bytes.NONE, PROVIDER, Origin.IMPORTED);
                return FreshKey.make(call, key, symmetric, with);
            }
        }
        ImportedKey imported = material.lend(encoding::importPem);
        SecretBytes secret = imported.secret();
        try {
            if (imported.spec().algorithm() != spec.algorithm()) {
                throw new InvalidField(
                        "material",
                        "must hold a key of algorithm " + spec.algorithm().label());
            }
            if (exact && !imported.spec().equals(spec)) {
                throw new InvalidField("size", "and curveid must be those of the material, or be left out");
            }
            var pair = new FreshKey.Material(imported.spec(), secret, imported.publicKey(), PROVIDER, Origin.IMPORTED);
            return FreshKey.make(call, key, pair, with);
        } finally {
            if (secret != null) {
                secret.close();
            }
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
