package io.claviger.store;

import static io.claviger.store.Column.bytes;
import static io.claviger.store.Column.integer;
import static io.claviger.store.Column.text;
import static io.claviger.store.Column.uuid;

import java.util.List;

/** Every table of sealed rows. A number is never reused; a new column gets the next one and raises the format. */
final class Tables {
    static final Table DEPLOYMENT =
            Table.of("deployment", 1, uuid(1, "domain"), uuid(2, "id"), integer(3, "created_at"));

    static final Table KEK = Table.of(
            "kek",
            3,
            uuid(1, "domain"),
            text(2, "kind"),
            integer(3, "version"),
            uuid(4, "id"),
            uuid(5, "parent"),
            integer(6, "parent_version"),
            bytes(7, "wrapped"),
            integer(8, "reserved_wraps"),
            integer(9, "created_at"));

    static final Table SYSTEM_KEY = Table.of(
            "system_key",
            2,
            uuid(1, "domain"),
            uuid(2, "id"),
            text(3, "purpose"),
            integer(4, "version"),
            bytes(5, "wrapped"),
            bytes(6, "public_key"),
            bytes(7, "certificate"),
            integer(8, "kek_version"),
            integer(9, "created_at"),
            integer(10, "revision"));

    static final Table SETTING =
            Table.of("setting", 2, uuid(1, "domain"), text(2, "name"), text(3, "value"), integer(4, "revision"));

    static final Table SET_HEAD = Table.of(
            "set_head",
            2,
            uuid(1, "domain"),
            text(2, "name"),
            uuid(3, "id"),
            bytes(4, "digest"),
            integer(5, "revision"));

    static final Table MANAGED_KEY = Table.of(
            "managed_key",
            2,
            uuid(1, "domain"),
            uuid(2, "id"),
            text(3, "name"),
            text(4, "name_folded"),
            uuid(5, "pair"),
            text(6, "algorithm"),
            integer(7, "bits"),
            text(8, "curve"),
            text(9, "part"),
            uuid(10, "owner"),
            text(11, "description"),
            integer(12, "next_version"),
            integer(13, "allow_client_iv"),
            integer(14, "created_at"),
            integer(15, "updated_at"),
            integer(16, "deleted_at"),
            bytes(17, "parts"),
            integer(18, "revision"));

    static final Table KEY_VERSION = Table.of(
            "key_version",
            2,
            uuid(1, "domain"),
            uuid(2, "id"),
            uuid(3, "managed_key"),
            integer(4, "number"),
            integer(5, "usage_mask"),
            integer(6, "activation"),
            integer(7, "process_start"),
            integer(8, "protect_stop"),
            integer(9, "deactivation"),
            integer(10, "deactivated_at"),
            integer(11, "suspended_at"),
            integer(12, "compromised_at"),
            integer(13, "compromise_occurred"),
            integer(14, "destroyed_at"),
            integer(15, "archived_at"),
            integer(16, "unexportable"),
            integer(17, "undeletable"),
            integer(18, "ever_exported"),
            text(19, "origin"),
            text(20, "provider"),
            bytes(21, "public_key"),
            bytes(22, "material"),
            integer(23, "kek_version"),
            integer(24, "reserved_uses"),
            text(25, "revocation_reason"),
            text(26, "revocation_message"),
            integer(27, "created_at"),
            integer(28, "updated_at"),
            integer(29, "deleted_at"),
            integer(30, "revision"));

    static final Table TRANSITION = Table.of(
            "transition",
            3,
            uuid(1, "domain"),
            uuid(2, "version"),
            uuid(3, "id"),
            integer(4, "at"),
            text(5, "from_state"),
            text(6, "to_state"),
            text(7, "reason"),
            text(8, "message"),
            uuid(9, "actor"));

    static final Table USER_ACCOUNT = Table.of(
            "user_account",
            2,
            uuid(1, "domain"),
            uuid(2, "id"),
            text(3, "username"),
            text(4, "username_folded"),
            text(5, "name"),
            text(6, "nickname"),
            text(7, "email"),
            integer(8, "created_at"),
            integer(9, "updated_at"),
            integer(10, "password_changed_at"),
            integer(11, "credential_revision"),
            integer(12, "revision"));

    static final Table CREDENTIAL = Table.of(
            "credential",
            2,
            uuid(1, "domain"),
            uuid(2, "user_id"),
            bytes(3, "salt"),
            bytes(4, "hash"),
            integer(5, "memory_kib"),
            integer(6, "iterations"),
            integer(7, "parallelism"),
            integer(8, "revision"));

    static final Table USER_GROUP = Table.of(
            "user_group",
            2,
            uuid(1, "domain"),
            uuid(2, "id"),
            text(3, "name"),
            text(4, "name_folded"),
            text(5, "description"),
            integer(6, "created_at"),
            integer(7, "updated_at"),
            integer(8, "revision"));

    static final Table MEMBERSHIP =
            Table.of("membership", 3, uuid(1, "domain"), uuid(2, "group_id"), uuid(3, "user_id"));

    static final Table SESSION = Table.of(
            "session",
            2,
            uuid(1, "domain"),
            uuid(2, "id"),
            uuid(3, "user_id"),
            integer(4, "generation"),
            integer(5, "credential_revision"),
            integer(6, "created_at"),
            integer(7, "unused_lifetime"),
            integer(8, "ends_at"),
            integer(9, "revoked_at"),
            integer(10, "revoked_tokens"),
            integer(11, "revision"));

    static final Table REVOKED_TOKEN = Table.of(
            "revoked_token", 3, uuid(1, "domain"), uuid(2, "session"), text(3, "nonce"), integer(4, "revoked_at"));

    static final Table IDEMPOTENCY = Table.of(
            "idempotency",
            3,
            uuid(1, "domain"),
            uuid(2, "caller"),
            text(3, "request_key"),
            text(4, "request_mac"),
            uuid(5, "result"),
            integer(6, "created_at"));

    /** Those in which a missing row would be a lie: each has a head that tells which rows there are. */
    static final List<Table> SETS = List.of(USER_ACCOUNT, CREDENTIAL, USER_GROUP, MEMBERSHIP, SETTING);

    private Tables() {}
}
