package io.claviger.finding;

/**
 * Something that is not as it should be.
 *
 * @param id fixed name of the rule, e.g. {@code memory-not-locked}
 * @param object what it is about: an id, a setting, or {@code server}
 * @param rule what should hold
 * @param row of NIST SP 800-57 part 1 that asks for it, e.g. {@code 6.2.2.3}
 * @param remedy what to do, as a sentence or a command
 */
public record Finding(String id, Severity severity, String object, String rule, String row, String remedy) {
    public enum Severity {
        INFO,
        WARNING,
        CRITICAL
    }
}
