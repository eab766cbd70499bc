package io.claviger.edge.rest;

import io.claviger.KmsException.InvalidField;
import io.claviger.api.AuditRecord;
import io.claviger.audit.AuditEvent;
import io.claviger.identity.Directory;
import io.claviger.identity.Names;
import io.claviger.identity.Principal;
import io.claviger.identity.User;
import io.claviger.operation.AuditFilter;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What is on record: filters in, records out. Names are looked up now; the record itself holds ids alone. */
final class AuditWords {
    private static final String SERVICE = "claviger";
    private static final String INFORMATION = "info";
    private static final String WARNING = "warning";

    /** No operation is called so, so it asks for an empty page. */
    private static final String NO_OPERATION = "\0";

    private final Directory directory;

    AuditWords(Directory directory) {
        this.directory = directory;
    }

    AuditFilter filter(Query query) {
        if (query.text("message") != null) {
            throw new InvalidField("message", "is not a filter yet");
        }
        String service = query.text("service");
        String severity = query.text("severity");
        Boolean success = query.flag("success");
        Boolean harmless = severity == null ? null : Boolean.valueOf(severity.equalsIgnoreCase(INFORMATION));
        boolean contrary = harmless != null && success != null && !harmless.equals(success);
        boolean strange =
                severity != null && !severity.equalsIgnoreCase(INFORMATION) && !severity.equalsIgnoreCase(WARNING);
        String clientIp = query.text("clientIP");
        String source = query.text("source");
        boolean apart = clientIp != null && source != null && !clientIp.equals(source);
        boolean nothing = contrary || strange || apart || (service != null && !service.equalsIgnoreCase(SERVICE));
        return new AuditFilter(
                nothing ? NO_OPERATION : query.text("action"),
                actor(query),
                id(query.text("target"), IdText::uuid),
                query.text("outcome"),
                success == null ? harmless : success,
                source == null ? clientIp : source,
                id(query.text("requestID"), IdText::uuid),
                moment(query, "createdAfter"),
                moment(query, "createdBefore"),
                ascending(query.text("sort")));
    }

    private static boolean ascending(@Nullable String sort) {
        return switch (sort) {
            case null -> false;
            case "-createdAt" -> false;
            case "createdAt" -> true;
            default -> throw new InvalidField("sort", "must be createdAt or -createdAt");
        };
    }

    private @Nullable UUID actor(Query query) {
        UUID byId = id(query.text("user_id"), IdText::user);
        UUID byName = id(
                query.text("username"),
                name -> directory.userNamed(Names.fold(name)).map(User::id));
        if (byId == null || byName == null) {
            return byId == null ? byName : byId;
        }
        return byId.equals(byName) ? byId : Principal.NOBODY;
    }

    /** What is no id is the id of nobody, so that it asks for an empty page. */
    private static @Nullable UUID id(@Nullable String text, Function<String, Optional<UUID>> read) {
        return text == null ? null : read.apply(text).orElse(Principal.NOBODY);
    }

    /** A plus that nobody escaped arrives as a space. */
    private static @Nullable Instant moment(Query query, String name) {
        String text = query.text(name);
        if (text == null) {
            return null;
        }
        try {
            return OffsetDateTime.parse(text.replace(' ', '+')).toInstant().truncatedTo(ChronoUnit.MICROS);
        } catch (DateTimeParseException malformed) {
            throw new InvalidField(name, "must be an RFC 3339 time, for example 2024-06-18T13:05:41.144324Z");
        }
    }

    AuditRecord reply(AuditEvent event) {
        boolean success = event.outcome().equals(AuditEvent.SUCCESS);
        UUID actor = event.actor();
        return AuditRecord.builder()
                .id(event.id().toString())
                .createdAt(event.at())
                .service(SERVICE)
                .severity(success ? INFORMATION : WARNING)
                .success(success)
                .message("%s: %s".formatted(event.op(), event.outcome()))
                .username(
                        actor == null
                                ? null
                                : directory.user(actor).map(User::username).orElse(null))
                .userId(actor == null ? null : IdText.user(actor))
                .clientIP(event.source())
                .source(event.source())
                .requestID(text(event.request()))
                .action(event.op())
                .target(text(event.target()))
                .version(event.version())
                .outcome(event.outcome())
                .reason(event.reason())
                .count(event.count() > 1 ? (int) Math.min(Integer.MAX_VALUE, event.count()) : null)
                .build();
    }

    private static @Nullable String text(@Nullable UUID id) {
        return id == null ? null : id.toString();
    }
}
