package io.claviger.operation;

import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Counts refusals of callers nobody knows, so that they make one entry a second at most, however many come: nobody
 * anonymous can fill the log.
 */
public final class RefusalTally {
    private static final int SOURCES_NAMED = 10;
    private static final int SOURCES_KEPT = 10_000;

    private final Map<String, Long> causes = new HashMap<>();
    private final Map<String, Long> sources = new HashMap<>();
    private long total;
    private long otherSources;

    /** What came in since the last {@link #take}: how many, and in words why and from where. */
    public record Tally(long count, String words) {}

    public synchronized void count(String cause, String source) {
        total++;
        causes.merge(cause, 1L, Long::sum);
        if (sources.size() < SOURCES_KEPT || sources.containsKey(source)) {
            sources.merge(source, 1L, Long::sum);
        } else {
            otherSources++;
        }
    }

    public synchronized Optional<Tally> take() {
        if (total == 0) {
            return Optional.empty();
        }
        String why = join(causes, causes.size());
        String from = join(sources, SOURCES_NAMED);
        long others = Math.max(0, sources.size() - SOURCES_NAMED) + otherSources;
        var tally = new Tally(
                total, "%s from %s%s".formatted(why, from, others > 0 ? " and %d others".formatted(others) : ""));
        causes.clear();
        sources.clear();
        total = 0;
        otherSources = 0;
        return Optional.of(tally);
    }

    private static String join(Map<String, Long> counts, int most) {
        return counts.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .limit(most)
                .map(e -> "%s=%d".formatted(e.getKey(), e.getValue()))
                .collect(Collectors.joining(","));
    }
}
