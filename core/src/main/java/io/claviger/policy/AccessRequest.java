package io.claviger.policy;

import io.claviger.identity.Principal;
import java.time.Instant;

/** May {@code caller} do {@code action} to {@code resource}, now? */
public record AccessRequest(Principal caller, Action action, Resource resource, Instant now) {}
