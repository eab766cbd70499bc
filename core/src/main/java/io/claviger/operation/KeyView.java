package io.claviger.operation;

import io.claviger.key.Key;
import io.claviger.key.KeyState;
import io.claviger.key.KeyVersion;
import io.claviger.policy.Action;
import java.util.Map;
import java.util.Set;

/**
 * A key version as it is shown.
 *
 * @param permissions names of groups by action; the key itself holds their ids
 */
public record KeyView(Key key, KeyVersion version, KeyState state, Map<Action, Set<String>> permissions) {}
