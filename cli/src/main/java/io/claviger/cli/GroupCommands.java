package io.claviger.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Groups and who is in them. */
@Command(
        name = "group",
        description = "Makes groups and puts users into them.",
        footer = {"", "Example:", "  claviger group create Clerks && claviger group add Clerks alice"})
final class GroupCommands {
    private static final String[] SHOWN = {"name", "users_count", "description", "created_at"};

    @Command(
            name = "create",
            description = "Makes a group.",
            footer = {"", "Example:", "  claviger group create Clerks"})
    int create(
            @Mixin Target target,
            @Parameters(paramLabel = "NAME") String name,
            @Option(names = "--description") @Nullable String description) {
        return new Printer(target.json())
                .object(
                        target.signedIn(api -> api.send(
                                "POST",
                                "/usermgmt/groups",
                                out -> out.beginObject()
                                        .field("name", name)
                                        .field("description", description)
                                        .endObject())),
                        SHOWN);
    }

    @Command(
            name = "list",
            description = "Lists groups.",
            footer = {"", "Example:", "  claviger group list"})
    int list(@Mixin Target target, @Option(names = "--limit", defaultValue = "100") String limit) {
        return new Printer(target.json())
                .table(target.signedIn(api -> api.get("/usermgmt/groups" + Paths.query("limit", limit))), SHOWN);
    }

    @Command(
            name = "show",
            description = "Shows a group.",
            footer = {"", "Example:", "  claviger group show Clerks"})
    int show(@Mixin Target target, @Parameters(paramLabel = "NAME") String name) {
        return new Printer(target.json()).object(target.signedIn(api -> api.get(path(name))), SHOWN);
    }

    @Command(
            name = "delete",
            description = "Takes a group away.",
            footer = {"", "Example:", "  claviger group delete Clerks"})
    int delete(@Mixin Target target, @Parameters(paramLabel = "NAME") String name) {
        target.signedIn(api -> api.delete(path(name)));
        return 0;
    }

    @Command(
            name = "add",
            description = "Puts a user into a group.",
            footer = {"", "Example:", "  claviger group add Clerks alice"})
    int add(
            @Mixin Target target,
            @Parameters(paramLabel = "GROUP") String group,
            @Parameters(paramLabel = "USERNAME") String username) {
        return new Printer(target.json())
                .object(target.signedIn(api -> api.post(member(group, UserCommands.id(api, username)))), SHOWN);
    }

    @Command(
            name = "remove",
            description = "Takes a user out of a group.",
            footer = {"", "Example:", "  claviger group remove Clerks alice"})
    int remove(
            @Mixin Target target,
            @Parameters(paramLabel = "GROUP") String group,
            @Parameters(paramLabel = "USERNAME") String username) {
        target.signedIn(api -> api.delete(member(group, UserCommands.id(api, username))));
        return 0;
    }

    private static String path(String group) {
        return "/usermgmt/groups/" + Paths.segment(group);
    }

    static String member(String group, String userId) {
        return path(group) + "/users/" + Paths.segment(userId);
    }
}
