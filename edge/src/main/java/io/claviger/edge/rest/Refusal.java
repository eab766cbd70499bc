package io.claviger.edge.rest;

import io.claviger.operation.Answer;
import io.claviger.operation.Nothing;
import java.util.function.Consumer;

/** Waits until a refusal is on record; then the caller is told. */
record Refusal(Consumer<RuntimeException> tell) implements Answer<Nothing> {
    @Override
    public void success(Nothing result) {
        throw new IllegalStateException("a refusal has no result");
    }

    @Override
    public void failure(RuntimeException why) {
        tell.accept(why);
    }
}
