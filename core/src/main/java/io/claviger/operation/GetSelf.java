package io.claviger.operation;

import io.claviger.KmsException.NotFound;
import io.claviger.operation.Operation.Read;

/** Shows the caller to himself. */
public record GetSelf() implements Read<Found.OfDomain, UserView> {
    @Override
    public Target.OfDomain target() {
        return new Target.OfDomain();
    }

    @Override
    public UserView read(Call call, Found.OfDomain found, ReadContext context) {
        var user = context.directory().user(call.principal().id()).orElseThrow(NotFound::new);
        return GetUser.view(user, context);
    }
}
