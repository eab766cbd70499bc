package io.claviger.operation;

import io.claviger.operation.Operation.Read;

/** Lists the live versions of one key, oldest first. */
public record ListVersions(Target.OfKey target, Paging paging) implements Read<Found.OfKey, Page<KeyView>> {
    @Override
    public Page<KeyView> read(Call call, Found.OfKey found, ReadContext context) {
        var all = context.reader().versions(call.domain(), found.key().id());
        var views = all.stream()
                .skip(paging.skip())
                .limit(paging.limit())
                .map(version -> GetAttributes.view(found.key(), version, context))
                .toList();
        return new Page<>(views, all.size(), false);
    }
}
