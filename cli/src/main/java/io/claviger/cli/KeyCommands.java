package io.claviger.cli;

import io.claviger.api.CreateKeyRequest;
import io.claviger.api.JsonWriter;
import io.claviger.client.ApiClient;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Keys and their life. */
@Command(
        name = "key",
        description = "Makes keys, shows them, and leads them through their life.",
        footer = {"", "Example:", "  claviger key create payroll --algorithm AES --size 256"},
        subcommands = KeyLifeCommands.class)
final class KeyCommands {
    private static final String[] SHOWN = {
        "name",
        "version",
        "id",
        "algorithm",
        "size",
        "curveid",
        "objectType",
        "state",
        "usageMask",
        "createdAt",
        "activationDate",
        "deactivationDate",
        "compromiseDate",
        "destroyDate",
        "labels",
        "meta",
        "publickey"
    };
    private static final String[] COLUMNS = {"name", "version", "algorithm", "size", "state", "createdAt", "id"};

    @Command(
            name = "create",
            description = "Makes a key.",
            footer = {"", "Example:", "  claviger key create signer --algorithm EC --curve prime256v1"})
    int create(
            @Mixin Target target,
            @Parameters(paramLabel = "NAME") String name,
            @Option(names = "--algorithm", defaultValue = "AES", description = "AES, HMAC-SHA256, RSA, EC, ED25519…")
                    String algorithm,
            @Option(names = "--size", description = "In bits.") @Nullable Integer size,
            @Option(names = "--curve") @Nullable String curve,
            @Option(names = "--usage", description = "KMIP usage mask.") @Nullable Integer usage,
            @Option(names = "--label", description = "name=value, again for more.") @Nullable
                    Map<String, String> labels,
            @Option(names = "--unexportable") boolean unexportable,
            @Option(names = "--undeletable") boolean undeletable,
            @Option(names = "--pre-active", description = "Leaves the key without activation date.")
                    boolean preActive) {
        CreateKeyRequest request = CreateKeyRequest.builder()
                .name(name)
                .algorithm(algorithm)
                .size(size)
                .curveid(curve)
                .usageMask(usage)
                .labels(labels)
                .unexportable(unexportable ? true : null)
                .undeletable(undeletable ? true : null)
                .state(preActive ? "Pre-Active" : null)
                .build();
        return show(target, target.signedIn(api -> api.send("POST", "/vault/keys2", request::write)));
    }

    @Command(
            name = "list",
            description = "Lists key versions.",
            footer = {"", "Example:", "  claviger key list --name 'pay*'"})
    int list(
            @Mixin Target target,
            @Option(names = "--name", description = "Exact, or with * and ?.") @Nullable String name,
            @Option(names = "--algorithm") @Nullable String algorithm,
            @Option(names = "--state") @Nullable String state,
            @Option(names = "--labels", description = "For example zone=eu,app!=test.") @Nullable String labels,
            @Option(names = "--skip", defaultValue = "0") String skip,
            @Option(names = "--limit", defaultValue = "50") String limit) {
        String path = "/vault/keys2"
                + Paths.query(
                        "skip",
                        skip,
                        "limit",
                        limit,
                        "name",
                        name,
                        "algorithm",
                        algorithm,
                        "state",
                        state,
                        "labels",
                        labels);
        return new Printer(target.json()).table(target.signedIn(api -> api.get(path)), COLUMNS);
    }

    @Command(
            name = "show",
            description = "Shows a key version.",
            footer = {"", "Example:", "  claviger key show payroll"})
    int show(
            @Mixin Target target,
            @Parameters(paramLabel = "NAME") String name,
            @Option(names = "--version", description = "Default: the newest.") @Nullable String version) {
        return show(target, target.signedIn(api -> api.get(Paths.key(name, Paths.query("version", version)))));
    }

    @Command(
            name = "rotate",
            description = "Makes the next version.",
            footer = {"", "Example:", "  claviger key rotate payroll"})
    int rotate(@Mixin Target target, @Parameters(paramLabel = "NAME") String name) {
        return show(target, target.signedIn(api -> api.post(Paths.key(name, "/versions"))));
    }

    @Command(
            name = "export",
            description = "Prints a key's material: hexadecimal, or PEM.",
            footer = {"", "Example:", "  claviger key export payroll > payroll.hex"})
    int export(
            @Mixin Target target,
            @Parameters(paramLabel = "NAME") String name,
            @Option(names = "--version") @Nullable String version) {
        String path = Paths.key(name, "/export" + Paths.query("version", version));
        Map<String, Object> reply = target.signedIn(api -> api.post(path));
        return target.json()
                ? new Printer(true).object(reply)
                : new Printer(false).line(String.valueOf(reply.get("material")).stripTrailing());
    }

    @Command(
            name = "permit",
            description = "Gives the members of a group actions on a key, beside what was given before.",
            footer = {
                "",
                "Example:",
                "  claviger key permit payroll --group Clerks --action EncryptWithKey --action UseKey --action ReadKey"
            })
    int permit(
            @Mixin Target target,
            @Parameters(paramLabel = "NAME") String name,
            @Option(names = "--group", required = true) String group,
            @Option(names = "--action", required = true, split = ",") List<String> actions,
            @Option(names = "--revoke", description = "Takes them away instead.") boolean revoke) {
        return show(target, target.signedIn(api -> {
            Map<String, List<String>> permissions = permissions(api.get(Paths.key(name, "")));
            for (String action : actions) {
                List<String> groups = permissions.computeIfAbsent(action, _ -> new ArrayList<>());
                groups.remove(group);
                if (!revoke) {
                    groups.add(group);
                }
            }
            return patch(api, name, permissions);
        }));
    }

    private static Map<String, Object> patch(ApiClient api, String name, Map<String, List<String>> permissions) {
        return api.send("PATCH", Paths.key(name, ""), (JsonWriter out) -> {
            out.beginObject().name("meta").beginObject().name("permissions").beginObject();
            permissions.forEach((action, groups) -> {
                out.name(action).beginList();
                groups.forEach(out::value);
                out.endList();
            });
            out.endObject().endObject().endObject();
        });
    }

    private static Map<String, List<String>> permissions(Map<String, Object> key) {
        var permissions = new LinkedHashMap<String, List<String>>();
        if (key.get("meta") instanceof Map<?, ?> meta && meta.get("permissions") instanceof Map<?, ?> given) {
            given.forEach((action, groups) -> {
                var names = new ArrayList<String>();
                if (groups instanceof List<?> list) {
                    list.forEach(each -> names.add(String.valueOf(each)));
                }
                permissions.put(String.valueOf(action), names);
            });
        }
        return permissions;
    }

    static int show(Target target, Map<String, Object> key) {
        return new Printer(target.json()).object(key, SHOWN);
    }
}
