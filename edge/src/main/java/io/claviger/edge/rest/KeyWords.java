package io.claviger.edge.rest;

import io.claviger.KmsException.InvalidField;
import io.claviger.api.CreateKeyRequest;
import io.claviger.api.KeyMeta;
import io.claviger.api.Routes;
import io.claviger.api.SecretValue;
import io.claviger.crypto.Algorithm;
import io.claviger.crypto.Curve;
import io.claviger.crypto.KeyPart;
import io.claviger.crypto.KeySpec;
import io.claviger.key.KeyRef;
import io.claviger.key.Milestone;
import io.claviger.operation.KeyView;
import io.claviger.operation.NewKey;
import io.claviger.operation.Target;
import io.claviger.policy.Action;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What is said of keys: the contract's words to those of the service. */
final class KeyWords {
    private static final String NEWEST = "-1";

    private KeyWords() {}

    static Reply reply(int status, KeyView view) {
        return KeyReplies.reply(status, view);
    }

    /** The key that the path names. */
    static Target.OfKey target(Exchange exchange) {
        Query query = exchange.query();
        if (exchange.route() == Routes.READ_KEY && Boolean.TRUE.equals(query.flag("deleted"))) {
            return new Target.OfKey(KeyRef.evenDeleted(exchange.name("id")));
        }
        return target(exchange.name("id"), query.text("type"), version(query));
    }

    static Target.OfKey target(String text, @Nullable String type, @Nullable Integer version) {
        return new Target.OfKey(new KeyRef(text, type == null ? null : kind(type), version));
    }

    static @Nullable Integer version(Query query) {
        String text = query.text("version");
        if (text == null || text.equals(NEWEST)) {
            return null;
        }
        Integer number = query.whole("version");
        if (number == null || number < 0) {
            throw new InvalidField("version", "must be -1 (the newest), 0 or more");
        }
        return number;
    }

    private static KeyRef.Kind kind(String type) {
        return switch (type) {
            case "id" -> KeyRef.Kind.ID;
            case "name" -> KeyRef.Kind.NAME;
            case "alias" -> KeyRef.Kind.ALIAS;
            case "uri" -> KeyRef.Kind.URI;
            case "slug" -> KeyRef.Kind.SLUG;
            default -> throw new InvalidField("type", "must be id, name, alias, uri or slug");
        };
    }

    static NewKey newKey(CreateKeyRequest request) {
        KeyMeta meta = request.meta();
        KeySpec spec = spec(request);
        requireObjectType(request, spec);
        return new NewKey(
                request.name(),
                spec,
                request.usageMask(),
                request.description() == null ? "" : request.description(),
                request.labels() == null ? Map.of() : request.labels(),
                meta == null ? null : owner(meta.ownerId()),
                meta == null || meta.permissions() == null ? Map.of() : permissions(meta.permissions()),
                Boolean.TRUE.equals(request.unexportable()),
                Boolean.TRUE.equals(request.undeletable()),
                dates(
                        request.activationDate(),
                        request.processStartDate(),
                        request.protectStopDate(),
                        request.deactivationDate()),
                "Pre-Active".equalsIgnoreCase(request.state()),
                request.allowClientIv());
    }

    /** Null when no algorithm is named, which the operation answers for. */
    private static @Nullable KeySpec spec(CreateKeyRequest request) {
        String name = request.algorithm();
        if (name == null) {
            return null;
        }
        Algorithm algorithm = Algorithm.of(name)
                .orElseThrow(() -> new InvalidField(
                        "algorithm", "must be AES, HMAC-SHA256, HMAC-SHA384, HMAC-SHA512, RSA, EC or ED25519"));
        Curve curve = curve(request.curveid());
        boolean edwards = algorithm == Algorithm.EC && curve == Curve.ED25519;
        return KeySpec.withDefaults(edwards ? Algorithm.ED25519 : algorithm, size(request, algorithm), curve);
    }

    private static @Nullable Curve curve(@Nullable String name) {
        return name == null
                ? null
                : Curve.of(name)
                        .orElseThrow(() ->
                                new InvalidField("curveid", "must be prime256v1, secp384r1, secp521r1 or ED25519"));
    }

    /** A symmetric key that is brought along has the size it has: two hex digits a byte. */
    private static @Nullable Integer size(CreateKeyRequest request, Algorithm algorithm) {
        SecretValue material = request.material();
        return request.size() == null && material != null && !algorithm.asymmetric()
                ? Integer.valueOf(material.size() * 4)
                : request.size();
    }

    private static void requireObjectType(CreateKeyRequest request, @Nullable KeySpec spec) {
        String wanted = request.objectType();
        if (wanted == null || spec == null) {
            return;
        }
        boolean pair = spec.algorithm().asymmetric();
        boolean fits = wanted.equalsIgnoreCase(KeyReplies.objectType(pair ? KeyPart.PRIVATE : KeyPart.SECRET))
                || (pair
                        && request.material() != null
                        && wanted.equalsIgnoreCase(KeyReplies.objectType(KeyPart.PUBLIC)));
        if (!fits) {
            throw new InvalidField("objectType", "must be what the algorithm gives");
        }
    }

    static @Nullable UUID owner(@Nullable String owner) {
        return owner == null
                ? null
                : IdText.user(owner)
                        .orElseThrow(() -> new InvalidField("meta.ownerId", "must be the id of a user: local|<uuid>"));
    }

    static Map<Action, Set<String>> permissions(Map<String, List<String>> named) {
        var permissions = new EnumMap<Action, Set<String>>(Action.class);
        named.forEach((name, groups) -> permissions
                .computeIfAbsent(grantable(name), _ -> new HashSet<>())
                .addAll(groups));
        return permissions;
    }

    static Action grantable(String name) {
        return Action.of(name)
                .filter(Action::grantable)
                .orElseThrow(() -> new InvalidField("meta.permissions", "cannot give " + name));
    }

    static Map<Milestone, Instant> dates(
            @Nullable Instant activation,
            @Nullable Instant processStart,
            @Nullable Instant protectStop,
            @Nullable Instant deactivation) {
        var dates = new EnumMap<Milestone, Instant>(Milestone.class);
        put(dates, Milestone.ACTIVATION, activation);
        put(dates, Milestone.PROCESS_START, processStart);
        put(dates, Milestone.PROTECT_STOP, protectStop);
        put(dates, Milestone.DEACTIVATION, deactivation);
        return dates;
    }

    private static void put(Map<Milestone, Instant> dates, Milestone milestone, @Nullable Instant date) {
        if (date != null) {
            dates.put(milestone, date);
        }
    }
}
