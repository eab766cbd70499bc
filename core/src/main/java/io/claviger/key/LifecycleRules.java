package io.claviger.key;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The eight knobs of the life cycle, where the standard leaves a choice to policy. A preset is a named row of answers; no
 * code knows a preset's name.
 *
 * @param whenDeactivated may data be processed under a deactivated key (section 7.4)
 * @param whenSuspended the same for a suspended one (section 7.3)
 * @param whenCompromised the same for a compromised one (section 7.5)
 * @param reactivate may a deactivated key become active again, which section 7.4 rules out
 * @param mixedRoles is a key with several roles (section 5.2) accepted in silence, or a finding
 * @param allowClientIv what a new key says about IVs chosen by its callers
 * @param sha1Signatures may SHA-1 still be used to sign
 * @param adminsUseKeys may members of {@code admin} use keys of others
 */
public record LifecycleRules(
        Processing whenDeactivated,
        Processing whenSuspended,
        Processing whenCompromised,
        boolean reactivate,
        boolean mixedRoles,
        boolean allowClientIv,
        boolean sha1Signatures,
        boolean adminsUseKeys) {

    /** Whether protected data may be processed. */
    public enum Processing {
        ALLOWED,
        WITH_ACCEPTED_RISK,
        NEVER
    }

    /**
     * Reads a preset: lines {@code knob: value}, {@code #} for comments.
     *
     * @throws IllegalArgumentException when a knob is missing, unknown or has no such value
     */
    public static LifecycleRules parse(String yaml) {
        var knobs = new LinkedHashMap<String, String>();
        for (String line : yaml.lines().map(String::strip).toList()) {
            if (line.isEmpty() || line.startsWith("#")) {
                continue;
            }
            int colon = line.indexOf(':');
            if (colon < 0) {
                throw new IllegalArgumentException("not a knob: " + line);
            }
            knobs.put(
                    line.substring(0, colon).strip(), line.substring(colon + 1).strip());
        }
        var rules = new LifecycleRules(
                processing(knobs, "process.deactivated"),
                processing(knobs, "process.suspended"),
                processing(knobs, "process.compromised"),
                choice(knobs, "reactivate", "no", "yes"),
                choice(knobs, "mixed-roles", "finding", "accepted"),
                choice(knobs, "allow-client-iv", "no", "yes"),
                choice(knobs, "sha1-signatures", "no", "finding"),
                choice(knobs, "admins-use-keys", "no", "yes"));
        if (!knobs.isEmpty()) {
            throw new IllegalArgumentException("unknown knobs " + knobs.keySet());
        }
        return rules;
    }

    Processing processing(KeyState state) {
        return switch (state) {
            case ACTIVE -> Processing.ALLOWED;
            case DEACTIVATED -> whenDeactivated;
            case SUSPENDED -> whenSuspended;
            case COMPROMISED -> whenCompromised;
            case PRE_ACTIVATION, DESTROYED, DESTROYED_COMPROMISED -> Processing.NEVER;
        };
    }

    /** May a key in {@code state} be used for {@code purpose}? */
    public boolean allow(Usage purpose, KeyState state, boolean riskAccepted) {
        if (purpose.protects()) {
            return state == KeyState.ACTIVE;
        }
        return switch (processing(state)) {
            case ALLOWED -> true;
            case WITH_ACCEPTED_RISK -> riskAccepted;
            case NEVER -> false;
        };
    }

    private static Processing processing(Map<String, String> knobs, String name) {
        return switch (take(knobs, name)) {
            case "allowed" -> Processing.ALLOWED;
            case "accepted-risk" -> Processing.WITH_ACCEPTED_RISK;
            case "never" -> Processing.NEVER;
            case String other -> throw new IllegalArgumentException("%s: %s".formatted(name, other));
        };
    }

    private static boolean choice(Map<String, String> knobs, String name, String strict, String loose) {
        String value = take(knobs, name);
        if (!value.equals(strict) && !value.equals(loose)) {
            throw new IllegalArgumentException("%s: %s is neither %s nor %s".formatted(name, value, strict, loose));
        }
        return value.equals(loose);
    }

    private static String take(Map<String, String> knobs, String name) {
        String value = knobs.remove(name);
        if (value == null) {
            throw new IllegalArgumentException("knob %s is missing".formatted(name));
        }
        return value;
    }
}
