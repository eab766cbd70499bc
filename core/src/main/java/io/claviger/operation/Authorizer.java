package io.claviger.operation;

import io.claviger.KmsException;
import io.claviger.KmsException.Denied;
import io.claviger.KmsException.NotFound;
import io.claviger.KmsException.WrongState;
import io.claviger.KmsException.WrongUsage;
import io.claviger.identity.Principal;
import io.claviger.key.KeyState;
import io.claviger.key.KeyVersion;
import io.claviger.key.LifecycleRules;
import io.claviger.policy.AccessRequest;
import io.claviger.policy.Action;
import io.claviger.policy.BuiltIn;
import io.claviger.policy.Decision;
import io.claviger.policy.PolicyEngine;
import io.claviger.policy.Resource;
import io.claviger.policy.Visibility;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Decides for the corridor: permission by the policy engine, then state and usage of the key. */
public final class Authorizer {
    /** A key that nobody owns and nobody was given: who reads this one reads them all. */
    private static final Resource ANY_KEY = new Resource.Key(new UUID(0, 0), new UUID(0, 1), Map.of());

    /** What holds in a domain, and when it last changed. */
    private record InForce(LifecycleRules rules, PolicyEngine engine, long epoch) {}

    private volatile InForce inForce;

    public Authorizer(LifecycleRules rules) {
        this.inForce = new InForce(rules, engine(rules), 1);
    }

    /** Other rules hold from now on; every cached decision is void. */
    public void rules(LifecycleRules rules) {
        inForce = new InForce(rules, engine(rules), inForce.epoch() + 1);
    }

    LifecycleRules rules() {
        return inForce.rules();
    }

    /** A caller who may not know of the object learns nothing of it: to him it is not there. */
    Decision require(Call call, Operation<?, ?> operation, Found found, Instant now) {
        Decision decision = decide(call.principal(), RequiredActions.of(operation), found.resource(), now);
        if (decision.permits()) {
            return decision;
        }
        throw refusal(call, operation, found, now);
    }

    /** The same for a use of a key in memory; one look-up answers permission, state and usage while nothing changes. */
    Decision requireUse(Call call, Operation.Use<?> use, UnlockedKey key, Instant now) {
        InForce current = inForce;
        Principal caller = call.principal();
        var asked = new UnlockedKey.Asked(caller.id(), caller.epoch(), current.epoch(), use.verb());
        Decision cached = key.decided(asked);
        if (cached != null && cached.validUntil().isAfter(now)) {
            return cached;
        }
        Decision decision = require(call, use, key.found(), now);
        requireUsable(use, key.version(), now);
        Instant stateChange = key.version().dates().nextChange(now).orElse(Instant.MAX);
        Instant until = stateChange.isBefore(decision.validUntil()) ? stateChange : decision.validUntil();
        var full = new Decision(decision.effect(), decision.statement(), until);
        key.decided(asked, full);
        return full;
    }

    /** @throws KmsException when the key's usage mask, state or window does not permit it */
    void requireUsable(Operation.Use<?> use, KeyVersion version, Instant now) {
        if (!use.purpose().in(version.usage())) {
            throw new WrongUsage("the usage mask of the key does not include "
                    + use.purpose().name().toLowerCase(java.util.Locale.ROOT));
        }
        KeyState state = version.state(now);
        boolean inWindow = use.purpose().protects() || version.dates().processingStarted(now);
        if (!inForce.rules().allow(use.purpose(), state, false) || !inWindow) {
            throw new WrongState(state, "used to " + use.purpose().name().toLowerCase(java.util.Locale.ROOT));
        }
        if (version.dates().archived()) {
            throw new WrongState("Archived", "used");
        }
    }

    Visibility visibility(Principal caller, Instant now) {
        boolean all = decide(caller, Set.of(Action.READ_KEY), ANY_KEY, now).permits();
        return new Visibility(all, caller.id(), caller.groups());
    }

    boolean readsUsers(Principal caller, Instant now) {
        return decide(caller, Set.of(Action.READ_USER), new Resource.Domain(caller.domain()), now)
                .permits();
    }

    boolean knowsOf(Call call, Found found, Instant now) {
        Action needed = found.toKnowOf();
        return needed == null
                || decide(call.principal(), Set.of(needed), found.resource(), now)
                        .permits();
    }

    private KmsException refusal(Call call, Operation<?, ?> operation, Found found, Instant now) {
        return knowsOf(call, found, now) ? new Denied(asked(operation)) : new NotFound();
    }

    /** Loading a key is our business; what was asked for is the use. */
    private static String asked(Operation<?, ?> operation) {
        return operation instanceof LoadKey load ? load.use().verb() : operation.verb();
    }

    private Decision decide(Principal caller, Set<Action> actions, Resource resource, Instant now) {
        return inForce.engine().decide(actions, new AccessRequest(caller, Action.LIST, resource, now));
    }

    private static PolicyEngine engine(LifecycleRules rules) {
        return new PolicyEngine(BuiltIn.statements(rules.adminsUseKeys()));
    }
}
