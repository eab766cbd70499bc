package io.claviger.store.journal;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SegmentTest {
    @TempDir
    private Path folder;

    private Path file;
    private FaultyChannel disk;
    private Segment segment;

    @BeforeEach
    void open() throws IOException {
        file = folder.resolve("segment");
        Files.write(file, new byte[100]);
        disk = new FaultyChannel(FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE));
        segment = new Segment(file, disk, 0);
    }

    private static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(US_ASCII));
    }

    private String written() throws IOException {
        return new String(Files.readAllBytes(file), US_ASCII).replaceAll("\0+$", "");
    }

    @Test
    void aHalfWrittenGroupIsZeroed() throws IOException {
        segment.append(bytes("first"), true);
        disk.failingWrites = 1;
        assertThatThrownBy(() -> segment.append(bytes("second"), true)).isInstanceOf(IOException.class);
        assertThat(written()).isEqualTo("first");
        segment.append(bytes("3"), true);
        assertThat(written()).isEqualTo("first3");
    }

    @Test
    void whatCouldNotBeZeroedIsZeroedByTheNextGroup() throws IOException {
        disk.failingWrites = 1;
        disk.lostWrites = 1;
        assertThatThrownBy(() -> segment.append(bytes("abcdefghij"), true)).isInstanceOf(IOException.class);
        assertThat(written()).isNotEmpty();
        segment.append(bytes("xy"), true);
        assertThat(written()).isEqualTo("xy");
    }

    @Test
    void aGroupThatCouldNotBeSyncedIsNoPartOfTheSegment() throws IOException {
        disk.failingSyncs = 1;
        assertThatThrownBy(() -> segment.append(bytes("lost"), true)).isInstanceOf(IOException.class);
        assertThat(written()).isEmpty();
        assertThat(segment.position()).isZero();
        segment.append(bytes("kept"), true);
        assertThat(written()).isEqualTo("kept");
        assertThat(segment.synced()).isTrue();
    }

    /** The system may have dropped the pages as clean: here the disk really lost them. */
    @Test
    void whatWasAcknowledgedBeforeAFailedSyncIsWrittenAgain() throws IOException {
        segment.append(bytes("acknowledged "), false);
        disk.failingSyncs = 1;
        assertThatThrownBy(segment::sync).isInstanceOf(IOException.class);
        assertThat(segment.synced()).isFalse();
        segment.append(bytes("next"), true);
        assertThat(written()).isEqualTo("acknowledged next");
        assertThat(segment.synced()).isTrue();
    }
}
