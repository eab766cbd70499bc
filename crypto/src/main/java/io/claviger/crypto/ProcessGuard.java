package io.claviger.crypto;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.invoke.MethodHandle;

/** Keeps the process out of core dumps and away from debuggers of other users: prctl(PR_SET_DUMPABLE, 0). */
@SuppressWarnings("restricted") // native access: prctl(2) only
public final class ProcessGuard {
    private static final int PR_SET_DUMPABLE = 4;

    private ProcessGuard() {}

    /** True if the process is now non-dumpable. */
    public static boolean close() {
        Linker linker = Linker.nativeLinker();
        var signature = FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG);
        return linker.defaultLookup()
                .find("prctl")
                .map(prctl -> call(linker.downcallHandle(prctl, signature)) == 0)
                .orElse(false);
    }

    private static int call(MethodHandle prctl) {
        try {
            return (int) prctl.invokeExact(PR_SET_DUMPABLE, 0L, 0L, 0L, 0L);
        } catch (Throwable impossible) {
            throw new AssertionError("prctl throws nothing", impossible);
        }
    }
}
