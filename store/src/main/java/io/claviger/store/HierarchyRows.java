package io.claviger.store;

import io.claviger.custody.Kek;
import io.claviger.custody.MaterialId;
import io.claviger.custody.SystemKey;
import io.claviger.custody.SystemKey.Purpose;
import java.util.UUID;

/** The key hierarchy as rows, and back. */
final class HierarchyRows {
    private HierarchyRows() {}

    static Row row(Kek kek) {
        return Row.of(
                Tables.KEK,
                kek.domain(),
                kek.kind().name(),
                kek.version(),
                kek.id(),
                kek.parent(),
                kek.parentVersion(),
                kek.wrapped(),
                kek.reservedWraps(),
                kek.createdAt());
    }

    static Kek kek(Row row) {
        return new Kek(
                row.domain(),
                row.uuid("id"),
                Kek.Kind.valueOf(row.text("kind")),
                row.integer("version"),
                row.uuid("parent"),
                row.integer("parent_version"),
                row.bytes("wrapped"),
                row.number("reserved_wraps"),
                row.instant("created_at"));
    }

    static Row row(SystemKey key) {
        return Row.of(
                Tables.SYSTEM_KEY,
                key.domain(),
                key.id(),
                key.purpose().name(),
                key.version(),
                key.wrapped(),
                key.publicKey(),
                key.certificate(),
                key.kekVersion(),
                key.createdAt(),
                key.revision());
    }

    static SystemKey systemKey(Row row) {
        return new SystemKey(
                row.domain(),
                row.uuid("id"),
                Purpose.valueOf(row.text("purpose")),
                row.integer("version"),
                row.bytes("wrapped"),
                row.bytes("public_key"),
                row.bytes("certificate"),
                row.integer("kek_version"),
                row.instant("created_at"),
                row.number("revision"));
    }

    static MaterialId materialId(UUID domain, UUID id, Purpose purpose) {
        return new MaterialId(domain, id, id, purpose.name(), 256, purpose.name());
    }
}
