package io.claviger.server;

import io.claviger.key.LifecycleRules;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** The named rows of life-cycle rules. They are data; nothing else knows their names. */
final class Presets {
    private Presets() {}

    static LifecycleRules load(String name) {
        try (InputStream in = LifecycleRules.class.getResourceAsStream("/lifecycle/" + name + ".yaml")) {
            if (in == null) {
                throw new Refused("there is no life-cycle preset " + name);
            }
            return LifecycleRules.parse(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new Refused("the life-cycle preset %s cannot be read".formatted(name));
        }
    }
}
