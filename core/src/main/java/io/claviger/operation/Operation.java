package io.claviger.operation;

import io.claviger.audit.Journal;
import io.claviger.identity.Principal;
import io.claviger.key.Usage;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One thing the service can be asked to do, as plain data: so it can be stored until others approve it, hashed, run later,
 * and printed for the audit.
 *
 * @param <F> what it is done to
 * @param <R> what the caller gets
 */
public sealed interface Operation<F extends Found, R> {
    Target<F> target();

    /** The word that audit leaves use, e.g. {@code Revoke}. */
    default String verb() {
        return getClass().getSimpleName();
    }

    /** What the record says beside the target: ids only, no names. */
    default @Nullable String detail() {
        return null;
    }

    /** Works with a key that is in memory: no transaction, no waiting; may run on an event loop unless it is heavy. */
    sealed interface Use<R> extends Operation<Found.OfKey, R>
            permits Encrypt, Decrypt, Sign, SignatureVerify, Mac, MacVerify {
        @Override
        Target.OfKey target();

        Usage purpose();

        R perform(UnlockedKey key, UseContext context);

        /** True if it costs more than a tenth of a millisecond with this key. */
        default boolean heavy(UnlockedKey key) {
            return false;
        }
    }

    /** Only looks. */
    sealed interface Read<F extends Found, R> extends Operation<F, R>
            permits AuthenticateSession,
                    GetAttributes,
                    GetGroup,
                    GetSelf,
                    DescribeSystem,
                    GetUser,
                    ListAuditRecords,
                    ListGroups,
                    ListUsers,
                    ListVersions,
                    Locate,
                    Refresh,
                    RngRetrieve {
        R read(Call call, F found, ReadContext context);

        /** The answer, if a key in memory is enough for it. */
        default @Nullable R fromRing(UnlockedKey key, ReadContext context) {
            return null;
        }

        /** Whether it must be on the disk before it is answered, whatever the setting. */
        default Journal.Sync sync() {
            return Journal.Sync.AS_SET;
        }
    }

    /**
     * Changes what is stored, in two steps, since nothing slow may happen while the one writer waits.
     *
     * @param <P> what the first step hands to the second
     */
    sealed interface Change<F extends Found, P, R> extends Operation<F, R>
            permits AddMember,
                    Archive,
                    ChangePassword,
                    Create,
                    CreateGroup,
                    CreateUser,
                    Delete,
                    DeleteGroup,
                    DeleteUser,
                    Destroy,
                    Export,
                    LoadKey,
                    ModifyAttributes,
                    ModifyGroup,
                    ModifyUser,
                    ObserveDate,
                    ReKey,
                    Reactivate,
                    Recover,
                    Register,
                    RemoveMember,
                    Revoke,
                    RevokeToken,
                    SignIn {
        /** Outside any transaction: key generation, wrapping, hashing, calls to others. {@code found} may be stale. */
        P prepare(Call call, F found, Preparation with);

        /** Inside: reads, compares, writes; calls nothing, waits for nothing. */
        R apply(Call call, P prepared, F found, Transaction tx);

        /** Whom the record names as the one who did it, where it is not the caller: at sign-in he is nobody yet. */
        default Optional<Principal> actor(Call call, R result) {
            return Optional.empty();
        }

        /**
         * Whether {@link #prepare} opens a secret of {@code found}: then it serves that very version alone, and is prepared
         * again when the caller's name for it has come to mean the next one.
         */
        default boolean opensSecret() {
            return false;
        }

        /** Whether the door made it out of the request and of what was there: a retry is known by the request then. */
        default boolean relative() {
            return false;
        }

        /** Whether its answer may be given again to a retry; not where it holds a secret or begins something. */
        default boolean repeatable() {
            return true;
        }

        /** What a retry is answered from: the id of what was made or changed. */
        UUID resultId(F found, R result);

        /** The answer to a retry of a change that was done before. */
        R again(UUID result, Reader reader, Instant now);
    }
}
