package io.claviger.operation;

import io.claviger.operation.Operation.Read;

/** Lists key versions, those alone that the caller may read (KMIP 2.1, section 6.1.31). */
public record Locate(KeyFilter filter, Paging paging) implements Read<Found.OfDomain, Page<KeyView>> {
    @Override
    public Target.OfDomain target() {
        return new Target.OfDomain();
    }

    @Override
    public Page<KeyView> read(Call call, Found.OfDomain found, ReadContext context) {
        var page = context.reader().keys(call.domain(), filter, context.visible(), paging);
        var views = page.items().stream()
                .map(each -> GetAttributes.view(each.key(), each.version(), context))
                .toList();
        return new Page<>(views, page.total(), page.lowerBound());
    }
}
