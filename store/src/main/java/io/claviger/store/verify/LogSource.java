package io.claviger.store.verify;

import io.claviger.crypto.Bytes;
import io.claviger.store.journal.SealIndexRow;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A log to be read once, from its first leaf to its last. Closing it closes the database or file below it. */
public abstract sealed class LogSource implements AutoCloseable permits HomeSource, ExportSource {
    LogSource() {}

    /**
     * A home on this machine, its server running or not; nothing is written.
     *
     * @throws IOException when it holds no database
     */
    public static LogSource home(Path home) throws IOException {
        return HomeSource.sqlite(home);
    }

    /**
     * A home whose rows are in PostgreSQL.
     *
     * @param url {@code jdbc:postgresql://host:port/database}
     * @param user of a role that may read the tables of the log
     * @throws IOException when the database does not let it
     */
    public static LogSource postgresql(Path home, String url, String user, @Nullable String password)
            throws IOException {
        return HomeSource.onPostgresql(home, url, user, password);
    }

    /**
     * The home of this very process, read in short snapshots.
     *
     * @param connection closed with the source
     * @param between run after each chunk of leaves, outside any snapshot
     */
    public static LogSource live(Path home, Connection connection, Runnable between) throws IOException {
        return HomeSource.inUse(home, connection, between);
    }

    /** A file that {@link LogExport} wrote. */
    public static LogSource export(Path file) throws IOException {
        return new ExportSource(file);
    }

    /** A signed statement as it is kept; {@code edge} is null where it is not. */
    record Signed(long size, @Nullable Bytes edge, String note) {}

    /** A frame of the journal. */
    record Frame(UUID node, long number, Bytes leaf) {}

    /** The note on the node's own disk; a home must have one. */
    abstract Optional<String> ownNote() throws IOException;

    /** True if {@link #ownNote}, columns and the index of seals are part of it. */
    abstract boolean isHome();

    /** The newest checkpoint that is kept beside the leaves. */
    abstract Optional<Signed> newest() throws IOException;

    /** The checkpoint of exactly this size, if one is kept; asked in ascending order. */
    abstract Optional<Signed> checkpoint(long size) throws IOException;

    /** The next leaf; null at the end. */
    abstract @Nullable LogLeaf leaf() throws IOException;

    /** The next frame of a node; null when there is none. Asked after each seal for as many as it covers. */
    abstract @Nullable Frame frame(UUID node) throws IOException;

    /** Lines of the index for a seal. */
    abstract Set<SealIndexRow> sealIndex(long seal) throws IOException;

    /** How many events, in rows and frames, come after what was taken. */
    abstract long rest() throws IOException;

    /** What is wrong beside leaves and frames, in what the first {@code size} leaves cover. */
    abstract Optional<Defect> beside(long size) throws IOException;

    @Override
    public abstract void close() throws IOException;
}
