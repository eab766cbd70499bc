package io.claviger.edge.rest;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SourceTest {
    @ParameterizedTest
    @CsvSource({
        "192.0.2.1, 192.0.2.1, true",
        "192.0.2.1, 192.0.2.2, false",
        "2001:db8:0:1::1, 2001:db8:0:1:ffff:ffff:ffff:ffff, true",
        "2001:db8:0:1::1, 2001:db8:0:2::1, false",
        "::ffff:192.0.2.1, 192.0.2.1, true",
        "::c000:201, 192.0.2.1, false",
        "local, local, true",
        "local, 192.0.2.1, false"
    })
    void isAnAddressOfIpv4OrANetworkOfIpv6(String one, String other, boolean same) {
        assertThat(Source.of(one).equals(Source.of(other))).isEqualTo(same);
    }

    @Test
    void hasWordsOfNoAddressForLocal() {
        assertThat(Source.of("no address")).isEqualTo(Source.LOCAL);
    }
}
