package io.claviger.operation;

/** What becomes of a use on an event loop: exactly one of the two is called, on the thread of the lane. */
public interface Answer<R> {
    void success(R result);

    void failure(RuntimeException why);
}
