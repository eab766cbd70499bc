package io.claviger.operation;

/** What an operation without a first step prepares, or without a result gives. */
public enum Nothing {
    IT
}
