package io.claviger.operation;

import io.claviger.KmsException.InvalidField;
import io.claviger.key.KeyState;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which keys a list is about; null does not narrow.
 *
 * @param name exact without regard to case, or with {@code *} and {@code ?}
 * @param algorithm label without regard to case
 * @param deleted whether tombstones are listed too
 */
public record KeyFilter(
        @Nullable String name,
        @Nullable UUID id,
        @Nullable String algorithm,
        @Nullable Integer size,
        @Nullable String curve,
        @Nullable String part,
        @Nullable KeyState state,
        @Nullable Integer usageMask,
        @Nullable Integer version,
        @Nullable UUID owner,
        @Nullable Boolean unexportable,
        @Nullable Boolean undeletable,
        List<LabelSelector> labels,
        Sort sort,
        boolean descending,
        boolean deleted,
        boolean nothing) {

    public KeyFilter {
        labels = List.copyOf(labels);
    }

    /** One versions-of-a-key list. */
    public static KeyFilter all() {
        return new KeyFilter(
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                List.of(),
                Sort.CREATED,
                false,
                false,
                false);
    }

    /** The live versions of one owner's keys. */
    static KeyFilter ownedBy(UUID owner) {
        return new KeyFilter(
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                owner,
                null,
                null,
                List.of(),
                Sort.CREATED,
                false,
                false,
                false);
    }

    public enum Sort {
        NAME("name"),
        CREATED("createdAt"),
        UPDATED("updatedAt"),
        VERSION("version");

        private final String field;

        Sort(String field) {
            this.field = field;
        }

        public static Sort of(String field) {
            for (Sort sort : values()) {
                if (sort.field.equals(field)) {
                    return sort;
                }
            }
            throw new InvalidField("sort", "must be name, createdAt, updatedAt or version, with - for descending");
        }
    }
}
