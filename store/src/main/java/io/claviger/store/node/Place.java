package io.claviger.store.node;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Where a home lies: what tells it from a copy of itself.
 *
 * @param machine id of the machine; empty where it has none
 * @param boot id of the machine's present run; a new one may number its devices anew
 * @param device that holds the home
 * @param inode of the home on that device
 */
public record Place(String machine, String boot, long device, long inode) {
    private static final Path MACHINE = Path.of("/etc/machine-id");
    private static final Path BOOT = Path.of("/proc/sys/kernel/random/boot_id");

    /** @throws IOException when the home cannot be looked at */
    public static Place of(Path home) throws IOException {
        long device = ((Number) Files.getAttribute(home, "unix:dev")).longValue();
        long inode = ((Number) Files.getAttribute(home, "unix:ino")).longValue();
        return new Place(line(MACHINE), line(BOOT), device, inode);
    }

    /** Whether a home that lies at {@code now} is the one that lay here, and no copy of it. */
    public boolean holds(Place now) {
        boolean sameMachine = machine.isEmpty() || now.machine.isEmpty() || machine.equals(now.machine);
        boolean sameDevice = device == now.device || !boot.equals(now.boot);
        return sameMachine && sameDevice && inode == now.inode;
    }

    String text() {
        return "%s\n%s\n%d\n%d\n".formatted(machine, boot, device, inode);
    }

    static Optional<Place> parse(String text) {
        List<String> lines = text.lines().toList();
        try {
            return lines.size() == 4
                    ? Optional.of(new Place(
                            lines.get(0), lines.get(1), Long.parseLong(lines.get(2)), Long.parseLong(lines.get(3))))
                    : Optional.empty();
        } catch (NumberFormatException notAPlace) {
            return Optional.empty();
        }
    }

    private static String line(Path file) throws IOException {
        return Files.isReadable(file) ? Files.readString(file).strip() : "";
    }
}
