package io.claviger.operation;

import io.claviger.audit.AuditEvent;
import io.claviger.audit.Journal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Executor;

/** Keeps events in a list: durable enough for a test that does not crash. */
public final class ListJournal implements Journal {
    private final List<AuditEvent> events = Collections.synchronizedList(new ArrayList<>());

    @Override
    public Lane lane(Executor home) {
        return (event, _, ack) -> {
            events.add(event);
            home.execute(ack::recorded);
        };
    }

    @Override
    public void append(AuditEvent event, Sync sync) {
        events.add(event);
    }

    /** What was appended since {@link #clear}. */
    public List<AuditEvent> events() {
        return events;
    }

    public void clear() {
        events.clear();
    }
}
