package io.claviger.audit;

import io.claviger.KmsException;
import java.util.concurrent.Executor;

/** Port: where uses, reads and refusals go on record before they are answered. */
public interface Journal {
    /** When an event need be on the disk. */
    enum Sync {
        /** Before its answer leaves, whatever the setting. */
        ALWAYS,
        /** As the setting {@code audit.sync} says. */
        AS_SET
    }

    /**
     * A lane for one thread, which alone may append to it: it gathers what comes in one turn of the thread and hands it
     * over as one buffer.
     *
     * @param home runs tasks on that thread; the acknowledgements come there
     */
    Lane lane(Executor home);

    /**
     * For threads that may wait.
     *
     * @throws KmsException.Unavailable when the event cannot be recorded; the operation must then refuse
     */
    void append(AuditEvent event, Sync sync);

    /** The hand-over of one thread. */
    interface Lane {
        void append(AuditEvent event, Sync sync, Ack ack);
    }

    /** Told on the lane's thread, once. */
    interface Ack {
        void recorded();

        void failed(KmsException why);
    }
}
