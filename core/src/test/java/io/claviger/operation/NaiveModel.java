package io.claviger.operation;

import static io.claviger.crypto.Algorithm.AES;
import static io.claviger.crypto.Algorithm.EC;
import static io.claviger.crypto.Algorithm.HMAC_SHA256;

import io.claviger.crypto.Algorithm;
import io.claviger.crypto.KeyPart;
import io.claviger.key.KeyState;
import io.claviger.key.LifecycleRules;
import io.claviger.key.Milestone;
import io.claviger.key.Usage;
import io.claviger.operation.NaiveKeys.Half;
import io.claviger.operation.NaiveKeys.Version;
import io.claviger.policy.Action;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What the service must answer: each method gives the outcome, {@link #DONE} or the name of a refusal, and does to the
 * model what the service must do to itself. It shares no code with the service.
 */
final class NaiveModel {
    static final String DONE = "done";

    final NaiveKeys keys = new NaiveKeys();
    final NaivePeople people;
    private final boolean reactivates;
    private final boolean processesCompromised;

    NaiveModel(LifecycleRules rules) {
        this.people = new NaivePeople(rules.adminsUseKeys());
        this.reactivates = rules.reactivate();
        this.processesCompromised = rules.whenCompromised() == LifecycleRules.Processing.ALLOWED;
    }

    /** Of a new key; what it looks like is added once its ids are known. */
    String create(UUID caller, String folded, NewKey asked, Algorithm algorithm) {
        if (!people.mayCreateKeys(caller)) {
            return "Denied";
        }
        UUID owner = asked.owner();
        boolean known = owner == null || people.exists(owner);
        boolean granted =
                asked.permissions().values().stream().flatMap(Set::stream).allMatch(people.groups::containsKey);
        if (!known || !granted || !NaiveKeys.ordered(born(asked, Instant.MIN))) {
            return "InvalidField";
        }
        boolean taken = keys.named(folded).isPresent()
                || (algorithm == EC && keys.named(folded + "_pub").isPresent());
        return taken ? "AlreadyExists" : DONE;
    }

    /** A key without dates is active at once. */
    static Map<Milestone, Instant> born(NewKey asked, Instant now) {
        var dates = new EnumMap<Milestone, Instant>(Milestone.class);
        dates.putAll(asked.dates());
        if (!asked.preActive()) {
            dates.putIfAbsent(Milestone.ACTIVATION, now);
        }
        return dates;
    }

    String reKey(UUID caller, Optional<Version> found) {
        return change(caller, found, Action.UPDATE_KEY, version -> {
            if (version.destroyed()) {
                return "WrongState";
            }
            Half other = version.half.twin;
            boolean lonely = version.half.part == KeyPart.PUBLIC && (other == null || other.gone());
            return lonely ? "Refused" : DONE;
        });
    }

    String revoke(UUID caller, Optional<Version> found, boolean compromise, Instant now) {
        return change(caller, found, Action.REVOKE_KEY, version -> {
            if (!compromise && version.state(now) != KeyState.ACTIVE) {
                return "WrongState";
            }
            if (compromise) {
                version.dates.putIfAbsent(Milestone.COMPROMISED, now);
                version.twin().ifPresent(twin -> twin.dates.putIfAbsent(Milestone.COMPROMISED, now));
            } else {
                version.dates.put(Milestone.DEACTIVATED, now);
            }
            return DONE;
        });
    }

    String reactivate(UUID caller, Optional<Version> found, Instant now) {
        return change(caller, found, Action.REACTIVATE_KEY, version -> {
            if (!reactivates) {
                return "Refused";
            }
            if (version.state(now) != KeyState.DEACTIVATED) {
                return "WrongState";
            }
            version.dates.remove(Milestone.DEACTIVATED);
            for (Milestone end : Set.of(Milestone.PROTECT_STOP, Milestone.DEACTIVATION)) {
                if (version.reached(end, now)) {
                    version.dates.remove(end);
                }
            }
            return DONE;
        });
    }

    String archive(UUID caller, Optional<Version> found, boolean away, Instant now) {
        return change(caller, found, away ? Action.ARCHIVE_KEY : Action.RECOVER_KEY, version -> {
            if (version.destroyed()) {
                return "WrongState";
            }
            if (away) {
                version.dates.putIfAbsent(Milestone.ARCHIVED, now);
            } else {
                version.dates.remove(Milestone.ARCHIVED);
            }
            return DONE;
        });
    }

    String destroy(UUID caller, Optional<Version> found, Instant now) {
        return change(caller, found, Action.DELETE_KEY, version -> destroyed(version, now));
    }

    String delete(UUID caller, Optional<Version> found, Instant now) {
        return change(caller, found, Action.DELETE_KEY, version -> {
            String outcome = version.destroyed() ? DONE : destroyed(version, now);
            version.deleted = outcome.equals(DONE);
            return outcome;
        });
    }

    /** Before activation both halves go. */
    private static String destroyed(Version version, Instant now) {
        Optional<Version> twin = version.state(now) == KeyState.PRE_ACTIVATION ? version.twin() : Optional.empty();
        if (version.undeletable || twin.filter(other -> other.undeletable).isPresent()) {
            return "Refused";
        }
        end(version, now);
        twin.ifPresent(other -> end(other, now));
        return DONE;
    }

    private static void end(Version version, Instant now) {
        if (version.state(now) == KeyState.ACTIVE) {
            version.dates.put(Milestone.DEACTIVATED, now);
        }
        version.dates.putIfAbsent(Milestone.DESTROYED, now);
    }

    String modify(UUID caller, Optional<Version> found, ModifyAttributes asked, Instant now) {
        if (found.isEmpty()) {
            return "NotFound";
        }
        Version version = found.get();
        boolean lifts = Boolean.FALSE.equals(asked.unexportable()) || Boolean.FALSE.equals(asked.undeletable());
        boolean may = people.may(caller, Action.UPDATE_KEY, version.half)
                && (asked.owner() == null || people.may(caller, Action.CHANGE_KEY_OWNER, version.half))
                && ((asked.permissions() == null && !lifts)
                        || people.may(caller, Action.CHANGE_KEY_PERMISSIONS, version.half));
        if (!may) {
            return people.refusal(caller, version.half);
        }
        return modified(version, asked, now);
    }

    private String modified(Version version, ModifyAttributes asked, Instant now) {
        UUID owner = asked.owner();
        Map<Action, Set<UUID>> permissions = ids(asked.permissions());
        boolean nobody = owner != null && !people.exists(owner);
        if (nobody || (asked.permissions() != null && permissions == null)) {
            return "InvalidField";
        }
        var planned = new EnumMap<Milestone, Instant>(Milestone.class);
        planned.putAll(version.dates);
        planned.putAll(asked.dates());
        boolean tooLate = asked.dates().entrySet().stream()
                .anyMatch(d -> version.reached(d.getKey(), now) && !d.getValue().equals(version.dates.get(d.getKey())));
        boolean over = version.has(Milestone.COMPROMISED) || version.destroyed();
        if (!asked.dates().isEmpty() && (over || tooLate || !NaiveKeys.ordered(planned))) {
            return "InvalidField";
        }
        version.dates.putAll(asked.dates());
        version.half.owner = owner == null ? version.half.owner : owner;
        version.half.permissions = permissions == null ? version.half.permissions : permissions;
        for (Version each : asked.allVersions() ? version.half.live() : Set.of(version)) {
            each.unexportable = asked.unexportable() == null ? each.unexportable : asked.unexportable();
            each.undeletable = asked.undeletable() == null ? each.undeletable : asked.undeletable();
        }
        return DONE;
    }

    /** Null for none, and where a group does not exist. */
    @Nullable
    Map<Action, Set<UUID>> ids(@Nullable Map<Action, Set<String>> names) {
        if (names == null) {
            return null;
        }
        var ids = new EnumMap<Action, Set<UUID>>(Action.class);
        for (var each : names.entrySet()) {
            if (!people.groups.keySet().containsAll(each.getValue())) {
                return null;
            }
            ids.put(
                    each.getKey(),
                    Set.copyOf(each.getValue().stream().map(people.groups::get).toList()));
        }
        return ids;
    }

    String export(UUID caller, Optional<Version> found, Instant now) {
        return change(caller, found, Action.EXPORT_KEY, version -> {
            if (version.unexportable) {
                return "Refused";
            }
            if (!processes(version, now) || version.has(Milestone.ARCHIVED)) {
                return "WrongState";
            }
            version.exported = true;
            return DONE;
        });
    }

    String use(UUID caller, Optional<Version> found, Usage purpose, Instant now) {
        if (found.isEmpty()) {
            return "NotFound";
        }
        Version version = found.get();
        if (!people.may(caller, action(purpose), version.half) || !people.may(caller, Action.USE_KEY, version.half)) {
            return people.refusal(caller, version.half);
        }
        if (!purpose.in(version.usage)) {
            return "WrongUsage";
        }
        boolean protects = Set.of(Usage.ENCRYPT, Usage.SIGN, Usage.MAC_GENERATE).contains(purpose);
        boolean fit = protects ? version.state(now) == KeyState.ACTIVE : processes(version, now);
        if (!fit || version.has(Milestone.ARCHIVED)) {
            return "WrongState";
        }
        return kind(purpose, version.half) ? DONE : "WrongUsage";
    }

    private static boolean kind(Usage purpose, Half half) {
        return switch (purpose) {
            case ENCRYPT, DECRYPT -> half.algorithm == AES;
            case MAC_GENERATE, MAC_VERIFY -> half.algorithm == HMAC_SHA256;
            case SIGN -> half.algorithm == EC && half.part == KeyPart.PRIVATE;
            case VERIFY -> half.algorithm == EC;
            default -> false;
        };
    }

    private static Action action(Usage purpose) {
        return switch (purpose) {
            case ENCRYPT -> Action.ENCRYPT_WITH_KEY;
            case DECRYPT -> Action.DECRYPT_WITH_KEY;
            case SIGN -> Action.SIGN_WITH_KEY;
            case VERIFY -> Action.SIGN_VERIFY_WITH_KEY;
            case MAC_GENERATE -> Action.MAC_WITH_KEY;
            default -> Action.MAC_VERIFY_WITH_KEY;
        };
    }

    /** From process start on, and in some states longer than it protects. */
    private boolean processes(Version version, Instant now) {
        boolean started = !version.has(Milestone.PROCESS_START) || version.reached(Milestone.PROCESS_START, now);
        return started
                && switch (version.state(now)) {
                    case ACTIVE, DEACTIVATED -> true;
                    case COMPROMISED -> processesCompromised;
                    case PRE_ACTIVATION, SUSPENDED, DESTROYED, DESTROYED_COMPROMISED -> false;
                };
    }

    private String change(
            UUID caller, Optional<Version> found, Action action, java.util.function.Function<Version, String> change) {
        if (found.isEmpty()) {
            return "NotFound";
        }
        Half half = found.get().half;
        return people.may(caller, action, half) ? change.apply(found.get()) : people.refusal(caller, half);
    }
}
