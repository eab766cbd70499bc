package io.claviger.operation;

import io.claviger.key.Key;
import io.claviger.key.KeyVersion;
import io.claviger.operation.Operation.Read;

/** Shows what is known of a key version, without its material (KMIP 2.1, section 6.1.20). */
public record GetAttributes(Target.OfKey target) implements Read<Found.OfKey, KeyView> {
    @Override
    public KeyView read(Call call, Found.OfKey found, ReadContext context) {
        return view(found.key(), found.version(), context);
    }

    @Override
    public KeyView fromRing(UnlockedKey key, ReadContext context) {
        return view(key.key(), key.version(), context);
    }

    static KeyView view(Key key, KeyVersion version, ReadContext context) {
        return new KeyView(
                key,
                version,
                version.state(context.now()),
                Permissions.named(key.permissions(), context.directory()::group));
    }
}
