package io.claviger.cli;

import io.claviger.KmsException;
import io.claviger.store.verify.CheckpointKey;
import io.claviger.store.verify.Defect;
import io.claviger.store.verify.LogExport;
import io.claviger.store.verify.LogSource;
import io.claviger.store.verify.LogVerifier;
import io.claviger.store.verify.Report;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The record of what happened. */
@Command(
        name = "audit",
        description = "Reads the record of what happened, and checks that nobody changed it.",
        footer = {"", "Example:", "  claviger audit verify"})
final class AuditCommands {
    private static final String[] COLUMNS = {
        "createdAt", "username", "action", "outcome", "target", "clientIP", "message"
    };

    @Command(
            name = "list",
            description = "Lists records, newest first.",
            footer = {"", "Example:", "  claviger audit list --limit 20"})
    int list(
            @Mixin Target target,
            @Option(names = "--skip", defaultValue = "0") String skip,
            @Option(names = "--limit", defaultValue = "20") String limit,
            @Option(names = "--action") @Nullable String action,
            @Option(names = "--success") @Nullable String success) {
        String path =
                "/audit/records" + Paths.query("skip", skip, "limit", limit, "action", action, "success", success);
        return new Printer(target.json()).table(target.signedIn(api -> api.get(path)), COLUMNS);
    }

    @Command(
            name = "verify",
            description = {
                "Checks a whole log, of a home or of an export, with the checkpoint key alone.",
                "Exit 1 and the first bad entry when it is not what was signed."
            },
            footer = {"", "Example:", "  claviger audit verify log.claviger --key checkpoint.pub"})
    int verify(
            @Mixin Target target,
            @Parameters(paramLabel = "FILE", arity = "0..1", description = "An export. Default: the home.") @Nullable
                    Path file,
            @Option(names = "--key", description = "PEM. Default for a home: its node/checkpoint.pub.") @Nullable
                    Path keyFile,
            @Mixin StoreOptions store)
            throws IOException {
        if (file != null && keyFile == null) {
            throw new Usage("an export is checked with a key that you trust; name it with --key");
        }
        Path pem = keyFile == null ? target.home().resolve("node/checkpoint.pub") : keyFile;
        CheckpointKey key = CheckpointKey.ofPem(Files.readString(pem));
        try (LogSource source = file == null ? store.source(target.home()) : LogSource.export(file)) {
            return show(target, LogVerifier.verify(source, key), key);
        } catch (IOException | IllegalArgumentException | KmsException unreadable) {
            var why = new Defect(
                    0, String.valueOf(file == null ? target.home() : file), String.valueOf(unreadable.getMessage()));
            return show(target, new Report(false, 0, 0, why), key);
        }
    }

    private static int show(Target target, Report report, CheckpointKey key) {
        var printer = new Printer(false);
        if (target.json()) {
            printer.line(report.json());
            return report.ok() ? 0 : 1;
        }
        printer.line("checkpoint key  " + key.fingerprint());
        printer.line("entries         " + report.entries());
        printer.line("not covered yet " + report.uncovered());
        Defect bad = report.firstBad();
        printer.line(
                bad == null
                        ? "the log is whole"
                        : "BAD: entry %d, %s: %s".formatted(bad.number(), bad.place(), bad.problem()));
        return report.ok() ? 0 : 1;
    }

    @Command(
            name = "export",
            description = "Writes the log of a home into one file, for others to check.",
            footer = {"", "Example:", "  claviger audit export --out log.claviger"})
    int export(@Mixin Target target, @Option(names = "--out", required = true) Path out, @Mixin StoreOptions store)
            throws IOException {
        try (LogSource source = store.source(target.home())) {
            LogExport.write(source, out);
        }
        return 0;
    }
}
