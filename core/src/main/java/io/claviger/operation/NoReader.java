package io.claviger.operation;

import io.claviger.policy.Visibility;
import java.lang.reflect.Proxy;
import java.util.Set;
import java.util.UUID;

/** A reader for those who must not read: on an event loop nothing may wait for a database. */
final class NoReader {
    static final Reader IT = (Reader)
            Proxy.newProxyInstance(Reader.class.getClassLoader(), new Class<?>[] {Reader.class}, (_, method, _) -> {
                throw new IllegalStateException(method.getName() + " on an event loop");
            });

    static final Visibility NOTHING_VISIBLE = new Visibility(false, new UUID(0, 0), Set.of());

    private NoReader() {}
}
