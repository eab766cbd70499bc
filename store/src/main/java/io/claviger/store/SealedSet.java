package io.claviger.store;

import io.claviger.crypto.Bytes;
import io.claviger.crypto.Sha256;
import java.util.Arrays;
import java.util.Map;
import java.util.NavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;

/**
 * Which rows a set has, by id and seal, held in memory: so that no deleted, added or older row is believed, however true
 * its seal. The digest is SHA-256 over the SHA-256 of each of 256 buckets, a bucket being the seals of its rows in the order
 * of their ids and a row's bucket the first byte of SHA-256 of its id.
 */
final class SealedSet {
    private static final int BUCKETS = 256;

    /** A row's key columns after the domain, in one. */
    record Id(int bucket, Bytes bytes) implements Comparable<Id> {
        static Id of(byte[] bytes) {
            return new Id(Sha256.digest(bytes)[0] & 0xFF, Bytes.copyOf(bytes));
        }

        /** Before every id of {@code bucket}. */
        private static Id lowest(int bucket) {
            return new Id(bucket, Bytes.NONE);
        }

        @Override
        public int compareTo(Id other) {
            int byBucket = Integer.compare(bucket, other.bucket);
            return byBucket != 0 ? byBucket : Arrays.compareUnsigned(bytes.toArray(), other.bytes.toArray());
        }
    }

    private final NavigableMap<Id, Bytes> seals = new ConcurrentSkipListMap<>();
    private final @Nullable Bytes[] hashes = new @Nullable Bytes[BUCKETS];

    /** Returns the seal that stood there, null if none. A null {@code seal} removes. */
    @Nullable
    Bytes put(Id id, @Nullable Bytes seal) {
        hashes[id.bucket()] = null;
        return seal == null ? seals.remove(id) : seals.put(id, seal);
    }

    boolean holds(Id id, Bytes seal) {
        Bytes held = seals.get(id);
        return held != null && held.equals(seal);
    }

    Bytes digest() {
        byte[] all = new byte[BUCKETS * Sha256.LENGTH];
        for (int bucket = 0; bucket < BUCKETS; bucket++) {
            Bytes hash = hashes[bucket];
            if (hash == null) {
                hash = hash(bucket);
                hashes[bucket] = hash;
            }
            hash.copyTo(all, bucket * Sha256.LENGTH);
        }
        return Bytes.taking(Sha256.digest(all));
    }

    private Bytes hash(int bucket) {
        Map<Id, Bytes> rows = seals.subMap(Id.lowest(bucket), Id.lowest(bucket + 1));
        byte[][] inOrder = rows.values().stream().map(Bytes::toArray).toArray(byte[][]::new);
        return Bytes.taking(Sha256.digest(inOrder));
    }
}
