package io.claviger.operation;

import io.claviger.key.LifecycleRules;
import java.security.SecureRandom;

/** What a use may draw on beside the key. */
public record UseContext(SecureRandom random, LifecycleRules rules) {}
