package io.claviger.operation;

import io.claviger.crypto.SecretBytes;
import io.claviger.identity.Principal;
import io.claviger.identity.SystemGroup;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.Supplier;

/** Steps that change who there is and who is in which group. */
final class WalkOfPeople {
    private static final List<String> OWN_GROUPS = List.of("clerks", "auditors", "robots");
    private static final UUID NONE = new UUID(4, 4);

    private final TestWorld world;
    private final NaiveModel model;
    private final RandomAsking asking;

    WalkOfPeople(TestWorld world, NaiveModel model, RandomAsking asking) {
        this.world = world;
        this.model = model;
        this.asking = asking;
    }

    /** Those who are there from the start. */
    void settle() {
        model.people.addUser("admin", world.admin().id());
        model.people.join(world.admin().id(), SystemGroup.ADMIN.id());
        settle("second", SystemGroup.ADMIN);
        settle("keyadmin", SystemGroup.KEY_ADMINS);
        settle("useradmin", SystemGroup.USER_ADMINS);
        settle("auditor", SystemGroup.AUDIT_ADMINS);
        settle("alice", SystemGroup.KEY_USERS);
        settle("bob", SystemGroup.KEY_USERS);
        settle("nobody");
        OWN_GROUPS.forEach(name -> model.people.groups.put(
                name, world.as(world.admin(), new CreateGroup(name, "")).group().id()));
    }

    private void settle(String name, SystemGroup... groups) {
        UUID id = world.user(
                        name, List.of(groups).stream().map(SystemGroup::label).toArray(String[]::new))
                .id();
        model.people.addUser(name, id);
        for (SystemGroup group : groups) {
            model.people.join(id, group.id());
        }
    }

    String step(Principal caller, BiConsumer<String, Supplier<?>> agree) {
        if (asking.chance(2)) {
            return asking.chance(50) ? createUser(caller, agree) : deleteUser(caller, agree);
        }
        if (asking.chance(15)) {
            return asking.chance(50) ? createGroup(caller, agree) : deleteGroup(caller, agree);
        }
        return asking.chance(55) ? addMember(caller, agree) : removeMember(caller, agree);
    }

    private String addMember(Principal caller, BiConsumer<String, Supplier<?>> agree) {
        String group = asking.group();
        UUID member = asking.owner();
        UUID id = model.people.groups.getOrDefault(group, NONE);
        String expected = membership(caller.id(), id, member);
        if (expected.equals(NaiveModel.DONE)) {
            model.people.join(member, id);
        }
        var operation = new AddMember(new Target.OfMembership(asking.inAnyCase(group), member));
        agree.accept(expected, () -> world.as(caller, operation));
        return operation.toString();
    }

    private String removeMember(Principal caller, BiConsumer<String, Supplier<?>> agree) {
        String group = asking.group();
        UUID member = asking.owner();
        UUID id = model.people.groups.getOrDefault(group, NONE);
        String expected = membership(caller.id(), id, member);
        if (expected.equals(NaiveModel.DONE)) {
            expected = removed(id, member);
        }
        var operation = new RemoveMember(new Target.OfMembership(group, member));
        agree.accept(expected, () -> world.as(caller, operation));
        return operation.toString();
    }

    private String removed(UUID group, UUID member) {
        if (!model.people.groupsOf(member).contains(group)) {
            return "NotFound";
        }
        if (group.equals(SystemGroup.ADMIN.id()) && model.people.administrators() == 1) {
            return "Conflict";
        }
        model.people.leave(member, group);
        return NaiveModel.DONE;
    }

    private String membership(UUID caller, UUID group, UUID member) {
        if (group.equals(NONE) || !model.people.exists(member)) {
            return "NotFound";
        }
        return model.people.mayChangeMembership(caller, group, member)
                ? NaiveModel.DONE
                : model.people.refusalOfPeople(caller);
    }

    private String createUser(Principal caller, BiConsumer<String, Supplier<?>> agree) {
        String name = asking.one(List.of("alice", "bob", "nobody", "carol"));
        String expected = NaiveModel.DONE;
        if (!model.people.readsPeople(caller.id())) {
            expected = "Denied";
        } else if (model.people.users.containsKey(name)) {
            expected = "AlreadyExists";
        }
        agree.accept(expected, () -> {
            try (SecretBytes password = TestWorld.secret("a long password")) {
                return world.as(caller, new CreateUser(asking.inAnyCase(name), "", "", "", password));
            }
        });
        if (expected.equals(NaiveModel.DONE)) {
            world.directory.userNamed(name).ifPresent(user -> model.people.addUser(name, user.id()));
        }
        return "create user " + name;
    }

    private String deleteUser(Principal caller, BiConsumer<String, Supplier<?>> agree) {
        Map.Entry<String, UUID> other = asking.one(model.people.users.entrySet());
        UUID id = other.getValue();
        String expected = NaiveModel.DONE;
        if (!model.people.mayChangeUser(caller.id(), id)) {
            // everybody may look at himself, so he knows that there is something to refuse
            expected = caller.id().equals(id) ? "Denied" : model.people.refusalOfPeople(caller.id());
        } else if (model.people.in(id, SystemGroup.ADMIN) && model.people.administrators() == 1) {
            expected = "Conflict";
        } else {
            model.people.removeUser(other.getKey());
        }
        agree.accept(expected, () -> world.as(caller, new DeleteUser(new Target.OfUser(id), true)));
        return "delete user " + other.getKey();
    }

    private String createGroup(Principal caller, BiConsumer<String, Supplier<?>> agree) {
        String name = asking.one(OWN_GROUPS);
        String expected = NaiveModel.DONE;
        if (!model.people.readsPeople(caller.id())) {
            expected = "Denied";
        } else if (model.people.groups.containsKey(name)) {
            expected = "AlreadyExists";
        }
        agree.accept(expected, () -> world.as(caller, new CreateGroup(asking.inAnyCase(name), "")));
        if (expected.equals(NaiveModel.DONE)) {
            world.directory.groupNamed(name).ifPresent(group -> model.people.groups.put(name, group.id()));
        }
        return "create group " + name;
    }

    private String deleteGroup(Principal caller, BiConsumer<String, Supplier<?>> agree) {
        String name = asking.chance(20) ? asking.group() : asking.one(OWN_GROUPS);
        String expected = NaiveModel.DONE;
        if (!model.people.groups.containsKey(name)) {
            expected = "NotFound";
        } else if (!model.people.mayDeleteGroup(caller.id(), model.people.groups.getOrDefault(name, NONE))) {
            expected = model.people.refusalOfPeople(caller.id());
        } else if (model.people.systemGroup(name).isPresent()) {
            expected = "Conflict";
        } else {
            model.people.removeGroup(name);
        }
        agree.accept(expected, () -> world.as(caller, new DeleteGroup(new Target.OfGroup(name))));
        return "delete group " + name;
    }
}
