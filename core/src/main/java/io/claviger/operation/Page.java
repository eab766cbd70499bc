package io.claviger.operation;

import java.util.List;

/**
 * Part of a list.
 *
 * @param total exact up to skip + 10,000; beyond that it is skip + 10,000 and {@code lowerBound} says so
 */
public record Page<T>(List<T> items, long total, boolean lowerBound) {
    public Page {
        items = List.copyOf(items);
    }
}
