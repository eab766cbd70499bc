package io.claviger.edge.rest;

import io.claviger.api.ExportReply;
import io.claviger.api.JsonWriter;
import io.claviger.api.Key;
import io.claviger.api.KeyMeta;
import io.claviger.api.KeyPage;
import io.claviger.api.SecretValue;
import io.claviger.crypto.Bytes;
import io.claviger.crypto.Curve;
import io.claviger.crypto.KeyEncoding;
import io.claviger.crypto.KeyPart;
import io.claviger.crypto.SecretBytes;
import io.claviger.crypto.Sha256;
import io.claviger.key.KeyDates;
import io.claviger.key.KeyName;
import io.claviger.key.KeyVersion;
import io.claviger.key.Milestone;
import io.claviger.key.RevocationReason;
import io.claviger.operation.Export;
import io.claviger.operation.KeyView;
import io.claviger.operation.Page;
import io.claviger.operation.Paging;
import io.claviger.policy.Action;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Key versions as the dialect shows them. */
final class KeyReplies {
    static final String URI_PREFIX = "kylo:kylo:vault:keys:";

    private static final String ACCOUNT = "kylo:kylo:admin:accounts:kylo";
    private static final String APPLICATION = "ncryptify:gemalto:admin:apps:kylo";
    private static final String DEV_ACCOUNT = "ncryptify:gemalto:admin:accounts:gemalto";

    private KeyReplies() {}

    static Reply reply(int status, KeyView view) {
        var out = new JsonWriter();
        key(view).write(out);
        return Reply.json(status, out);
    }

    static Reply page(Page<KeyView> page, Paging paging) {
        var out = new JsonWriter();
        List<Key> shown = page.items().stream().map(KeyReplies::key).toList();
        new KeyPage(ListWords.skip(paging), paging.limit(), ListWords.total(page), ListWords.lowerBound(page), shown)
                .write(out);
        return Reply.json(200, out);
    }

    static Key key(KeyView view) {
        var key = view.key();
        KeyVersion version = view.version();
        Bytes spki = version.publicKey();
        RevocationReason reason = version.revocationReason();
        var shown = Key.builder()
                .id(version.id().toString())
                .uri(uri(view))
                .account(ACCOUNT)
                .application(APPLICATION)
                .devAccount(DEV_ACCOUNT)
                .createdAt(version.createdAt())
                .deletedAt(version.deletedAt())
                .updatedAt(later(key.updatedAt(), version.updatedAt()))
                .name(key.name())
                .description(filled(key.description()))
                .version(version.number())
                .algorithm(key.spec().algorithm().label())
                .size(key.spec().bits())
                .curveid(curve(key.spec().curve()))
                .objectType(objectType(key.part()))
                .usageMask(version.usage())
                .state(view.state().label())
                .owner(IdText.user(key.owner()))
                .uuid(version.id().toString())
                .labels(key.labels().isEmpty() ? null : key.labels())
                .meta(meta(view))
                .undeletable(version.undeletable())
                .unexportable(version.unexportable())
                .neverExported(!version.everExported())
                .neverExportable(false)
                .allowClientIv(key.allowClientIv())
                .revocationReason(reason == null ? null : reason.label())
                .revocationMessage(filled(version.revocationMessage()))
                .publickey(spki.size() == 0 ? null : KeyEncoding.pemOfPublic(spki))
                .sha256Fingerprint(
                        spki.size() == 0 ? null : CryptoWords.hex(Bytes.taking(Sha256.digest(spki.toArray()))))
                .provider(filled(version.provider()));
        return dated(shown, version.dates()).build();
    }

    private static Key.Builder dated(Key.Builder shown, KeyDates dates) {
        var deactivated = dates.get(Milestone.DEACTIVATED);
        return shown.activationDate(dates.get(Milestone.ACTIVATION))
                .processStartDate(dates.get(Milestone.PROCESS_START))
                .protectStopDate(dates.get(Milestone.PROTECT_STOP))
                .deactivationDate(deactivated == null ? dates.get(Milestone.DEACTIVATION) : deactivated)
                .archiveDate(dates.get(Milestone.ARCHIVED))
                .destroyDate(dates.get(Milestone.DESTROYED))
                .compromiseDate(dates.get(Milestone.COMPROMISED))
                .compromiseOccurrenceDate(dates.get(Milestone.COMPROMISE_OCCURRED));
    }

    /** The material leaves as the text it is: hexadecimal or PEM. */
    static Reply export(Export.Exported exported) {
        Key key = key(exported.view());
        try (var material = material(exported, key);
                var out = new JsonWriter()) {
            new ExportReply(
                            key.id(),
                            key.uri(),
                            key.name(),
                            key.version(),
                            key.algorithm(),
                            key.size(),
                            key.curveid(),
                            key.objectType(),
                            key.usageMask(),
                            key.state(),
                            null,
                            material)
                    .write(out);
            return Reply.secret(200, out);
        }
    }

    private static SecretValue material(Export.Exported exported, Key key) {
        SecretBytes secret = exported.secret();
        if (secret == null) {
            String pem = key.publickey() == null ? "" : key.publickey();
            return SecretValue.taking(pem.getBytes(StandardCharsets.US_ASCII));
        }
        try (secret) {
            return SecretValue.taking(secret.lend(byte[]::clone));
        }
    }

    private static String uri(KeyView view) {
        return URI_PREFIX + KeyName.fold(view.key().name()) + "-v"
                + view.version().number();
    }

    static String objectType(KeyPart part) {
        return switch (part) {
            case SECRET -> "Symmetric Key";
            case PRIVATE -> "Private Key";
            case PUBLIC -> "Public Key";
        };
    }

    private static KeyMeta meta(KeyView view) {
        Map<String, List<String>> permissions = null;
        if (!view.permissions().isEmpty()) {
            permissions = new TreeMap<>();
            for (Map.Entry<Action, Set<String>> each : view.permissions().entrySet()) {
                permissions.put(
                        each.getKey().label(), each.getValue().stream().sorted().toList());
            }
        }
        return new KeyMeta(IdText.user(view.key().owner()), permissions);
    }

    private static @Nullable String curve(@Nullable Curve curve) {
        return curve == null ? null : curve.label();
    }

    private static @Nullable String filled(String text) {
        return text.isEmpty() ? null : text;
    }

    private static java.time.Instant later(java.time.Instant one, java.time.Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
