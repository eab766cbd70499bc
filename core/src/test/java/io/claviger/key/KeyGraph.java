package io.claviger.key;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/** The transitions of NIST SP 800-57 part 1, section 7, written down a second time: what the code must agree with. */
public final class KeyGraph {
    private static final Map<KeyState, Set<KeyState>> EDGES = new EnumMap<>(Map.of(
            KeyState.PRE_ACTIVATION, EnumSet.of(KeyState.ACTIVE, KeyState.COMPROMISED, KeyState.DESTROYED),
            KeyState.ACTIVE,
                    EnumSet.of(KeyState.SUSPENDED, KeyState.DEACTIVATED, KeyState.COMPROMISED, KeyState.DESTROYED),
            KeyState.SUSPENDED,
                    EnumSet.of(KeyState.ACTIVE, KeyState.DEACTIVATED, KeyState.COMPROMISED, KeyState.DESTROYED),
            KeyState.DEACTIVATED, EnumSet.of(KeyState.COMPROMISED, KeyState.DESTROYED),
            KeyState.COMPROMISED, EnumSet.of(KeyState.DESTROYED_COMPROMISED),
            KeyState.DESTROYED, EnumSet.of(KeyState.DESTROYED_COMPROMISED),
            KeyState.DESTROYED_COMPROMISED, EnumSet.noneOf(KeyState.class)));

    private KeyGraph() {}

    public static boolean allows(KeyState from, KeyState to) {
        return EDGES.getOrDefault(from, Set.of()).contains(to);
    }
}
