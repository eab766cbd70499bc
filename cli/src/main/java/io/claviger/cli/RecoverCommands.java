package io.claviger.cli;

import io.claviger.client.Json;
import io.claviger.store.node.Acceptance;
import io.claviger.store.node.Hold;
import io.claviger.store.node.NodeFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "recover",
        description = {
            "Lets a server go on that answers health alone, on its own machine. It goes on record.",
            "A running server goes on within seconds, a stopped one at its next start."
        },
        footer = {"", "Example:", "  claviger recover accept-rollback --reason 'restored after the disk failed'"})
final class RecoverCommands {
    private static final long LONGEST_S = 60;

    @Command(
            name = "accept-copy",
            description = {
                "The home was moved here, or is a copy that takes the place of the original.",
                "Never while the original runs: both would go on with one log."
            },
            footer = {"", "Example:", "  claviger recover accept-copy --reason 'moved to the new disk'"})
    int copy(@Mixin Target target, @Mixin Why why) throws IOException {
        return accept(target, "accept-copy", why.reason());
    }

    @Command(
            name = "accept-rollback",
            description = {
                "The log in the database is shorter than this node knows it, or another one.",
                "What it has lost stays lost; needs a reason."
            },
            footer = {"", "Example:", "  claviger recover accept-rollback --reason 'restored yesterday s backup'"})
    int rollback(@Mixin Target target, @Mixin Why why) throws IOException {
        if (why.reason().isEmpty()) {
            throw new Usage("a log that was rolled back is accepted with a reason; say it with --reason");
        }
        return accept(target, "accept-rollback", why.reason());
    }

    @Command(
            name = "accept-clock",
            description = "The clock is right although it is behind what is on record.",
            footer = {"", "Example:", "  claviger recover accept-clock --reason 'the clock had run a day ahead'"})
    int clock(@Mixin Target target, @Mixin Why why) throws IOException {
        return accept(target, "accept-clock", why.reason());
    }

    /** What goes on record. */
    static final class Why {
        @Option(names = "--reason", description = "Goes on record.")
        private @Nullable String reason;

        String reason() {
            return reason == null ? "" : reason.strip();
        }
    }

    private static int accept(Target target, String command, String reason) throws IOException {
        Path home = target.home();
        if (!Files.isDirectory(home.resolve("node"))) {
            throw new Usage("%s is no home of a server; name one with --home".formatted(home));
        }
        Path run = home.resolve("run.json");
        boolean runs = Files.exists(run);
        if (runs) {
            requireHeld(run, command);
        }
        var node = new NodeFolder(home);
        node.accept(acceptance(command, reason));
        var printer = new Printer(false);
        if (!runs) {
            printer.line("accepted; the server goes on at its next start");
            return 0;
        }
        return wentOn(node, run, printer);
    }

    private static Acceptance acceptance(String command, String reason) {
        try {
            return new Acceptance(command, System.getProperty("user.name", ""), reason);
        } catch (IllegalArgumentException unfit) {
            throw new Usage(String.valueOf(unfit.getMessage()));
        }
    }

    /** An acceptance that nothing waits for would lie there for the next time. */
    private static void requireHeld(Path run, String command) throws IOException {
        Optional<Hold> held = serving(run).flatMap(Hold::of);
        if (held.isEmpty()) {
            throw new Usage("the server serves; there is nothing to accept");
        }
        if (!held.get().command().equals(command)) {
            throw new Usage("%s; that is accepted with claviger recover %s"
                    .formatted(held.get().sentence(), held.get().command()));
        }
    }

    private static Optional<String> serving(Path run) throws IOException {
        Object serving = Json.object(Files.readAllBytes(run)).get("serving");
        return Optional.ofNullable(serving).map(Object::toString);
    }

    /** Waits until the server has used the word up; what it then says of itself is the outcome. */
    private static int wentOn(NodeFolder node, Path run, Printer printer) throws IOException {
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(LONGEST_S);
        try {
            while (node.accepted().isPresent() || !Files.exists(run)) {
                if (System.nanoTime() > until) {
                    printer.line("accepted, but no server has gone on yet; look at what it printed");
                    return 1;
                }
                TimeUnit.MILLISECONDS.sleep(100);
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return 1;
        }
        Optional<Hold> next = serving(run).flatMap(Hold::of);
        printer.line(
                next.isEmpty()
                        ? "accepted; the server serves"
                        : "accepted; but %s: claviger recover %s"
                                .formatted(next.get().sentence(), next.get().command()));
        return next.isEmpty() ? 0 : 1;
    }
}
