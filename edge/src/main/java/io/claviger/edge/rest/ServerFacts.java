package io.claviger.edge.rest;

import java.time.Instant;

/**
 * What the server says of itself.
 *
 * @param cryptoVersion of the provider that does most of the work
 * @param started when this process began to serve
 */
public record ServerFacts(
        String name, String version, String model, String vendor, String cryptoVersion, Instant started) {}
