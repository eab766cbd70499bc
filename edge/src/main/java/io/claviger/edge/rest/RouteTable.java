package io.claviger.edge.rest;

import io.claviger.api.Routes;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** What answers each route of the contract. A route without an answer does not compile. */
final class RouteTable {
    private final SystemRoutes system;
    private final TokenRoutes tokens;
    private final IdentityRoutes identities;
    private final KeyRoutes keys;
    private final CryptoRoutes crypto;
    private final Floors floors;
    private final Map<Routes, RouteHandler> handlers = new EnumMap<>(Routes.class);
    private final Map<Routes, List<String>> variables = new EnumMap<>(Routes.class);

    RouteTable(
            SystemRoutes system,
            TokenRoutes tokens,
            IdentityRoutes identities,
            KeyRoutes keys,
            CryptoRoutes crypto,
            Floors floors) {
        this.system = system;
        this.tokens = tokens;
        this.identities = identities;
        this.keys = keys;
        this.crypto = crypto;
        this.floors = floors;
        for (Routes route : Routes.values()) {
            handlers.put(route, made(route));
            variables.put(route, Router.variables(route));
        }
    }

    RouteHandler handler(Routes route) {
        return Objects.requireNonNull(handlers.get(route));
    }

    /** The names of the variables in the route's path, in order. */
    List<String> variables(Routes route) {
        return Objects.requireNonNull(variables.get(route));
    }

    private RouteHandler made(Routes route) {
        return switch (route) {
            case GREET, READ_LIVENESS, READ_READINESS, READ_CONTRACT, READ_SERVICES, READ_TOKEN_KEYS -> fixed(route);
            case READ_SERVER -> waiting(system::server);
            case LIST_RECORDS -> waiting(system::records);
            case SIGN_IN -> waiting(tokens::signIn);
            case REVOKE_TOKEN -> waiting(tokens::revoke);
            case CHANGE_PASSWORD -> waiting(tokens::changePassword);
            case READ_SELF -> waiting(identities::self);
            case LIST_USERS -> waiting(identities::users);
            case READ_USER -> waiting(identities::user);
            case CREATE_USER -> waiting(identities::createUser);
            case CHANGE_USER -> waiting(identities::changeUser);
            case DELETE_USER -> waiting(identities::deleteUser);
            case LIST_GROUPS -> waiting(identities::groups);
            case READ_GROUP -> waiting(identities::group);
            case CREATE_GROUP -> waiting(identities::createGroup);
            case CHANGE_GROUP -> waiting(identities::changeGroup);
            case DELETE_GROUP -> waiting(identities::deleteGroup);
            case ADD_MEMBER -> waiting(identities::addMember);
            case REMOVE_MEMBER -> waiting(identities::removeMember);
            case READ_KEY -> new ReadKeyHandler(floors);
            case LIST_KEYS -> waiting(keys::list);
            case LIST_VERSIONS -> waiting(keys::versions);
            case CREATE_KEY -> waiting(keys::create);
            case CREATE_VERSION -> waiting(keys::createVersion);
            case CHANGE_KEY -> waiting(keys::change);
            case DELETE_KEY -> waiting(keys::delete);
            case EXPORT_KEY -> waiting(keys::export);
            case REVOKE_KEY -> waiting(keys::revoke);
            case REACTIVATE_KEY -> waiting(keys::reactivate);
            case DESTROY_KEY -> waiting(keys::destroy);
            case ARCHIVE_KEY -> waiting(keys::archive);
            case RECOVER_KEY -> waiting(keys::recover);
            case RANDOM -> waiting(keys::random);
            case ENCRYPT, DECRYPT, SIGN, VERIFY_SIGNATURE, MAC, VERIFY_MAC -> use(route);
        };
    }

    private RouteHandler fixed(Routes route) {
        return switch (route) {
            case GREET -> system.greeting();
            case READ_LIVENESS -> new FixedReply(Health.alive());
            case READ_READINESS -> new FixedReply(Health.ready());
            case READ_CONTRACT -> system.contract();
            case READ_SERVICES -> system.services();
            case READ_TOKEN_KEYS -> tokens.keySet();
            default -> throw new AssertionError(route);
        };
    }

    private RouteHandler use(Routes route) {
        return switch (route) {
            case ENCRYPT -> crypto.encrypt();
            case DECRYPT -> crypto.decrypt();
            case SIGN -> crypto.sign();
            case VERIFY_SIGNATURE -> crypto.verifySignature();
            case MAC -> crypto.mac();
            case VERIFY_MAC -> crypto.verifyMac();
            default -> throw new AssertionError(route);
        };
    }

    private RouteHandler waiting(WaitingHandler.Work work) {
        return new WaitingHandler(floors, work);
    }
}
