package io.claviger.store.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NodeFolderTest {
    @TempDir
    private Path home;

    @Test
    void aHomeIsAtHomeWhereItLiesAndACopyIsNot() throws IOException {
        Path copy = Files.createDirectory(home.resolve("copy"));
        Place place = Place.of(home);

        assertThat(place.holds(Place.of(home))).isTrue();
        assertThat(place.holds(Place.of(copy))).isFalse();
    }

    @Test
    void aNewBootMayNumberDevicesAnewAndAnotherMachineIsAnotherPlace() {
        var place = new Place("machine", "boot", 1, 2);

        assertThat(place.holds(new Place("machine", "later", 7, 2))).isTrue();
        assertThat(place.holds(new Place("machine", "boot", 7, 2))).isFalse();
        assertThat(place.holds(new Place("other", "boot", 1, 2))).isFalse();
        assertThat(place.holds(new Place("machine", "boot", 1, 3))).isFalse();
    }

    @Test
    void whatIsWrittenIsReadAgain() throws IOException {
        var node = new NodeFolder(home);
        Place place = Place.of(home);
        var word = new Acceptance("accept-rollback", "root", "yesterday's backup");

        node.place(place);
        node.accept(word);
        node.clockCountsFrom(17);

        assertThat(node.place()).contains(place);
        assertThat(node.accepted()).contains(word);
        assertThat(node.clockCountsFrom()).isEqualTo(17);
        node.acceptanceSettled();
        assertThat(node.accepted()).isEmpty();
    }

    @Test
    void whatIsNotOursIsNothing() throws IOException {
        Path folder = Files.createDirectory(home.resolve("node"));
        var node = new NodeFolder(home);
        for (String text : List.of("", "\n\n\n", "accept-copy\n", "accept-copy\nroot\nbell \u0007\n", "x\ny\nz\n")) {
            Files.writeString(folder.resolve("accepted"), text);
            Files.writeString(folder.resolve("place"), text);
            Files.writeString(folder.resolve("clock"), text);
            assertThat(node.accepted()).as(text).isEmpty();
            assertThat(node.place()).as(text).isEmpty();
            assertThat(node.clockCountsFrom()).as(text).isZero();
        }
    }

    @Test
    void aWordCoversWhatItNamesAndNothingElse() {
        for (Hold hold : Hold.values()) {
            var word = new Acceptance("accept-rollback", "root", "because");
            assertThat(word.covers(hold)).isEqualTo(hold == Hold.ROLLED_BACK || hold == Hold.OTHER_LOG);
        }
        assertThat(new Acceptance("accept-copy", "root", "").verb()).isEqualTo("AcceptCopy");
        assertThatThrownBy(() -> new Acceptance("accept-copy", "root", "two\nlines"))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
