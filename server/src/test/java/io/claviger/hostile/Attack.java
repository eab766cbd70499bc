package io.claviger.hostile;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.NullMarked;

/** What somebody does who knows the tables; {@code old} is the database as it was before half of it changed. */
@NullMarked
record Attack(String name, List<String> statements) {
    private static final String ZEROS = "zeroblob(16)";

    static List<Attack> all() {
        var all = new ArrayList<Attack>();
        all.addAll(people());
        all.addAll(keys());
        all.addAll(versions());
        all.addAll(hidden());
        all.addAll(log());
        all.addAll(foundations());
        return all;
    }

    private static List<Attack> people() {
        return List.of(
                of(
                        "swap a password hash",
                        "UPDATE credential SET hash = (SELECT hash FROM old.credential o WHERE o.user_id = credential.user_id),"
                                + " salt = (SELECT salt FROM old.credential o WHERE o.user_id = credential.user_id)"
                                + " WHERE user_id = " + user("dave")),
                of(
                        "bring back an old password",
                        back("credential", "user_id = " + user("dave")),
                        back("user_account", "id = " + user("dave"))),
                of(
                        "add a member of admin",
                        "INSERT INTO membership SELECT domain, (SELECT id FROM user_group WHERE name = 'admin'), %s, mac FROM membership LIMIT 1"
                                .formatted(user("bob"))),
                of(
                        "turn a membership into one of admin",
                        "UPDATE membership SET group_id = (SELECT id FROM user_group WHERE name = 'admin') WHERE user_id = "
                                + user("bob")),
                of("drop a group", "DELETE FROM user_group WHERE name = 'ops'"),
                of("drop the group admin", "DELETE FROM user_group WHERE name = 'admin'"),
                of("old set and old head", whole("membership"), back("set_head", "name = 'membership'")),
                of(
                        "old set, old head, its leaves hidden",
                        whole("membership"),
                        back("set_head", "name = 'membership'"),
                        hide("event", "(SELECT id FROM set_head WHERE name = 'membership')")),
                of(
                        "all old sets, their heads, their leaves hidden",
                        whole("membership"),
                        whole("user_account"),
                        whole("credential"),
                        whole("user_group"),
                        whole("set_head"),
                        hide("event", "(SELECT id FROM set_head)")),
                of(
                        "bring back a deleted user",
                        "INSERT INTO user_account SELECT * FROM old.user_account WHERE username = 'carol'",
                        "INSERT INTO credential SELECT * FROM old.credential WHERE user_id = " + user("carol")),
                of("replay a session", whole("session"), "DELETE FROM revoked_token"),
                of(
                        "replay a session, its leaves hidden",
                        whole("session"),
                        "DELETE FROM revoked_token",
                        hide("event", "(SELECT id FROM session)")),
                of("forget a revoked sign-in", "DELETE FROM revoked_token"),
                of("lend a revoked sign-in another name", "UPDATE revoked_token SET nonce = nonce || '0'"));
    }

    private static List<Attack> keys() {
        return List.of(
                of(
                        "give back permissions",
                        back("managed_key", "name = 'shared'"),
                        "INSERT INTO key_permission SELECT * FROM old.key_permission"),
                of(
                        "grant a permission",
                        "INSERT INTO key_permission SELECT k.domain, k.id, 'EXPORT_KEY', g.id FROM managed_key k, user_group g"
                                + " WHERE k.name = 'payroll' AND g.name = 'Key Users'"),
                of(
                        "move a label",
                        "UPDATE key_label SET managed_key = (SELECT id FROM managed_key WHERE name = 'shared')"),
                of("change a label", "UPDATE key_label SET value = 'platinum'"),
                of(
                        "change an owner",
                        "UPDATE managed_key SET owner = %s WHERE name = 'payroll'".formatted(user("bob"))),
                of(
                        "swap two names",
                        "UPDATE managed_key SET name_folded = 'x' WHERE name = 'payroll'",
                        "UPDATE managed_key SET name_folded = 'payroll' WHERE name = 'shared'",
                        "UPDATE managed_key SET name_folded = 'shared' WHERE name = 'payroll'"),
                of("let the client choose its IVs", "UPDATE managed_key SET allow_client_iv = 1 - allow_client_iv"),
                of("point a retry at another key", "UPDATE idempotency SET result = " + version("payroll", 0)));
    }

    private static List<Attack> versions() {
        return List.of(
                of(
                        "lower a revision",
                        "UPDATE key_version SET revision = revision - 1 WHERE id = " + version("leaked", 0)),
                of("revive a destroyed key", back("key_version", "id = " + version("doomed", 0))),
                of("revive a revoked key", back("key_version", "id = " + version("leaked", 0))),
                of(
                        "bring back a deleted key",
                        back("key_version", "id = " + version("gone", 0)),
                        back("managed_key", "name = 'gone'")),
                of(
                        "forget that a key was deleted",
                        "UPDATE key_version SET deleted_at = NULL",
                        "UPDATE managed_key SET deleted_at = NULL"),
                of("forget the newest version", "DELETE FROM key_version WHERE id = " + version("rotated", 2)),
                of(
                        "mark the newest version as deleted",
                        "UPDATE key_version SET deleted_at = 1 WHERE id = " + version("rotated", 2)),
                of(
                        "swap the material of two keys",
                        "CREATE TABLE was AS SELECT id, material FROM key_version",
                        "UPDATE key_version SET material = (SELECT material FROM was WHERE was.id = %s) WHERE id = %s"
                                .formatted(version("shared", 0), version("payroll", 0)),
                        "UPDATE key_version SET material = (SELECT material FROM was WHERE was.id = %s) WHERE id = %s"
                                .formatted(version("payroll", 0), version("shared", 0))),
                of(
                        "move a version to another key",
                        "UPDATE key_version SET number = 1, managed_key = (SELECT id FROM managed_key WHERE name = 'payroll') WHERE id = "
                                + version("shared", 0)),
                of(
                        "move a row into another domain",
                        "UPDATE key_version SET domain = %s WHERE id = %s".formatted(ZEROS, version("payroll", 0))),
                of("say that a row has a newer format", "UPDATE key_version SET mac = x'02' || substr(mac, 2)"),
                of(
                        "say that a row has a newer MAC key",
                        "UPDATE key_version SET mac = substr(mac, 1, 1) || x'00000002' || substr(mac, 6)"),
                of(
                        "add a column that no row was sealed with",
                        "ALTER TABLE key_version ADD COLUMN more BIGINT DEFAULT 1"),
                of(
                        "make a key exportable",
                        "UPDATE key_version SET unexportable = 0 WHERE id = " + version("payroll", 0)),
                of("forget a half of a pair", "DELETE FROM managed_key WHERE name = 'pair_pub'"));
    }

    /** The newest leaf about a row is hidden, and the row put back that the leaf before speaks of. */
    private static List<Attack> hidden() {
        var all = new ArrayList<Attack>();
        String revive = back("key_version", "id = " + version("doomed", 0));
        for (String how : List.of(
                "target = " + ZEROS, "target = NULL", "domain = " + ZEROS, "seq = -seq", "seq = seq + 1000000")) {
            all.add(of(
                    "revive a destroyed key, its leaf hidden by " + how,
                    revive,
                    newer("UPDATE event SET " + how, version("doomed", 0))));
        }
        all.add(of(
                "revive a destroyed key, its leaf deleted", revive, newer("DELETE FROM event", version("doomed", 0))));
        all.add(of(
                "revive a revoked key, its leaf hidden",
                back("key_version", "id = " + version("leaked", 0)),
                hide("event", version("leaked", 0))));
        all.add(of(
                "revive a half of a pair, its leaf hidden",
                back("key_version", "id = " + version("pair", 0)),
                hide("event", version("pair", 0))));
        all.add(of(
                "give back permissions, their leaf hidden",
                back("managed_key", "name = 'shared'"),
                "INSERT INTO key_permission SELECT * FROM old.key_permission",
                hide("event", "(SELECT id FROM managed_key WHERE name = 'shared')")));
        all.add(of(
                "take a rotation back, its leaves hidden",
                "DELETE FROM key_version WHERE id IN (%s, %s)".formatted(version("rotated", 1), version("rotated", 2)),
                back("managed_key", "name = 'rotated'"),
                back("key_version", "managed_key = (SELECT id FROM managed_key WHERE name = 'rotated')"),
                hide("event", "(SELECT id FROM managed_key WHERE name = 'rotated')"),
                hide("event", version("rotated", 0))));
        return all;
    }

    private static List<Attack> log() {
        return List.of(
                of(
                        "copy an old leaf to the end of the log",
                        back("key_version", "id = " + version("doomed", 0)),
                        "INSERT INTO event SELECT (SELECT MAX(seq) + 1 FROM event), kind, domain, at, actor, op, target, outcome, source,"
                                + " request, leaf, mac FROM old.event WHERE target = %s ORDER BY seq DESC LIMIT 1"
                                        .formatted(version("doomed", 0))),
                of(
                        "say that everything is sealed",
                        "UPDATE event SET leaf = replace(leaf, '\"last\":', '\"last\":9') WHERE kind = 'seal'"),
                of(
                        "make the server another one's: hide its seals",
                        "UPDATE event SET target = %s WHERE kind = 'seal'".formatted(ZEROS)),
                of(
                        "change what an event says",
                        "UPDATE event SET leaf = replace(leaf, 'success', 'failure') WHERE op = 'Destroy'"),
                of("change what an event is found by", "UPDATE event SET op = 'Create' WHERE op = 'Destroy'"),
                of("change what frames are found by", "UPDATE seal_index SET op = 'Decrypt' WHERE op = 'Encrypt'"),
                of("cut the log", "DELETE FROM event WHERE seq > (SELECT MAX(seq) FROM old.event)"),
                of(
                        "cut the log and its checkpoints",
                        "DELETE FROM event WHERE seq > (SELECT MAX(seq) FROM old.event)",
                        "DELETE FROM checkpoint WHERE size > (SELECT MAX(size) FROM old.checkpoint)"),
                of("empty the log", "DELETE FROM event", "DELETE FROM checkpoint"),
                of(
                        "everything as it was",
                        whole("key_version"),
                        whole("managed_key"),
                        whole("key_permission"),
                        whole("event"),
                        whole("checkpoint"),
                        whole("session"),
                        whole("membership"),
                        whole("set_head"),
                        whole("user_account"),
                        whole("credential"),
                        whole("user_group"),
                        "DELETE FROM revoked_token"));
    }

    private static List<Attack> foundations() {
        return List.of(
                of("raise a count of the key hierarchy", "UPDATE kek SET reserved_wraps = reserved_wraps + 1"),
                of("lower a count of the key hierarchy", whole("kek")),
                of(
                        "swap two keys of the server",
                        "CREATE TABLE was AS SELECT id, purpose FROM system_key",
                        "UPDATE system_key SET purpose = CASE purpose WHEN 'CA' THEN 'TLS' WHEN 'TLS' THEN 'CA' ELSE purpose END"),
                of(
                        "another key for tokens",
                        "UPDATE system_key SET public_key = (SELECT public_key FROM system_key WHERE purpose = 'TLS')"
                                + " WHERE purpose = 'TOKEN_SIGNING'"),
                of("another preset", "UPDATE setting SET value = 'ciphertrust-compat' WHERE name = 'lifecycle.preset'"),
                of("no settings", "DELETE FROM setting"),
                of("insert a due job", "INSERT INTO due SELECT 1, domain, 'key-date', id FROM key_version"),
                of(
                        "a due job that cannot be done",
                        "INSERT INTO due SELECT 1, domain, 'key-date', id FROM key_version",
                        "UPDATE key_version SET mac = zeroblob(37) WHERE id = " + version("doomed", 0)),
                of("change a due job", "UPDATE due SET due_at = 1"),
                of("forget due jobs", "DELETE FROM due"),
                of(
                        "forget what became of keys",
                        "DELETE FROM transition",
                        "INSERT INTO due SELECT 1, domain, 'key-date', id FROM key_version"),
                of(
                        "a trigger that undoes what is written",
                        "CREATE TRIGGER undo AFTER INSERT ON event BEGIN UPDATE event SET target = NULL WHERE seq = NEW.seq; END"),
                of(
                        "a view in place of a table",
                        "ALTER TABLE membership RENAME TO members",
                        "CREATE VIEW membership AS SELECT * FROM members UNION ALL SELECT domain, (SELECT id FROM user_group WHERE name = 'admin'),"
                                + " user_id, mac FROM members"));
    }

    private static Attack of(String name, String... statements) {
        return new Attack(name, List.of(statements));
    }

    private static String user(String name) {
        return "(SELECT id FROM old.user_account WHERE username = '%s')".formatted(name);
    }

    private static String version(String key, int number) {
        return "(SELECT v.id FROM main.key_version v JOIN main.managed_key k ON k.id = v.managed_key WHERE k.name = '%s' AND v.number = %d)"
                .formatted(key, number);
    }

    /** Rows as they were. */
    private static String back(String table, String which) {
        return "REPLACE INTO %s SELECT * FROM old.%s WHERE %s".formatted(table, table, which);
    }

    private static String whole(String table) {
        return "DELETE FROM %s;INSERT INTO %s SELECT * FROM old.%s".formatted(table, table, table);
    }

    private static String hide(String table, String targets) {
        return newer("UPDATE %s SET target = %s".formatted(table, ZEROS), targets);
    }

    private static String newer(String statement, String targets) {
        return statement + " WHERE target IN %s AND seq > (SELECT MAX(seq) FROM old.event)".formatted(targets);
    }

    /** Makes it; each statement must change something. */
    void make(Path database, Path old) {
        try (var schema = new Schema(database)) {
            schema.execute("PRAGMA foreign_keys = OFF");
            schema.tables().forEach(schema::unguard);
            schema.execute("ATTACH '%s' AS old".formatted(old));
            for (String statement : statements) {
                int last = statement.contains("TRIGGER") ? -1 : statement.lastIndexOf(';');
                schema.execute(statement.substring(0, last + 1));
                schema.change(statement.substring(last + 1));
            }
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
