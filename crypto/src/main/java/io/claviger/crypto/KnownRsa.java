package io.claviger.crypto;

/**
 * An RSA key of 2048 bits that the whole world may read, and what OpenSSL 3.0 computed with it over the message
 * {@code abc}. It protects nothing; it is here so that start need not wait for a key to be made. All in base64.
 */
final class KnownRsa {
    private KnownRsa() {}

    static final String PKCS8 = """
            MIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSjAgEAAoIBAQDEhYEjYX0PHlcfueVLYyPyKszx
            zgbK0edt2OGabGqVECpeshKAdhr49orSr4/K7oxNzrseBWsLeyhLYhUtxwILsPsLQRY1uTTbkiDd
            46Eg9S0hlnzpWiswpGeL11rtGmd86uEtCgQs6B5s0yGY80OYWBxzscf2DPKcZRNfJaS62QEFlqN0
            sRSrupfMGEORPXIVASYH9B8pHL13JwY27FIDLJYhvXiVyzqmCDWnDFstsXMaKKzU5W4lafNly6YG
            7I8zHoTP8hMLP+BzamwcAdkr052vWvDnH/Qi9pEqFeOeFItozO8plE9JpmDQqLsm7JHmMU2uS1ub
            5m9vU1fbOOVhAgMBAAECggEAAhrj/TsIGedbS420NRCEzA1FULnCPN3uurB+CidrJNmdepIxvIqH
            U29goU0cHzJa8mJqgrHQKblR/yy3yVu+W92zcrVpxX2MYWW5UGclzLKTny57fAxpNgYszcSqxqtn
            vGDPtKnMzaZW3ReN3pOMf89BzsNyvuH4n1A92uEOWKoBmKlk8s/FT4fj7rV3ryTebU5VGB7UKY1j
            DNmFqP6UNfpF+4QnTr6qCFi7B22XERcbZodD5//UKdGQ0to7121n8+DOefStHxelrqLud4Ob6nZh
            6rUtm0iVicLXygAUurAOHfi+B6Kp+qoEb4mhsG+pwFQRJZH0OCI/uA2iHgzJoQKBgQDgj+c4QWw8
            JWDl481Bmx6Z1BKdWltE7KpoDnAiiBkilvunxrQkqX22ZxnzFAt8R6+zHLEer3Dgadt0/zBsv+5r
            +BBKJaYFoPq3d7uSi+uyr+JqXyFOCxK8PZWkVN80eX8elnxfSMZ1qague1rr/kq5ihbdPq/ksllY
            3bTfNjCkPQKBgQDgCKbPC589bdgRO6g4cHLgNnGrhYLeeSWIYHugZRLtlCDmaNgpSyC+OYwGtclC
            khGd2AcT4nPD1S63Ix77aBZunT2B3O5NroxaeaLHKq4P2TCD34G6B74mRA3xoXo/Rdj17bdmKvG6
            ghdSljDq2V6tVOBIdE+wf6Aa1a8vGKsD9QKBgBiw+fV/jA0Y9wyP/bOnALhdTyaqFrr/YsVKQR4q
            5Mie3VDXUlttn3r83yeRHqotn64MC5WaKMkkGpNEs+hhOi/4+KGOfjDEQI0Hx0IXzHS7TiPwDdNs
            +ERmaRvGkTxN16JfXZGEiP3LB8kEmzyzmzfHbTgqemClE5nn1slsRfDpAoGAbj6Tp2s2r0nwe3p5
            61wai47/HMKUhdnjyFqCO4nBaLvt/LQ3OwrHUBSNfXfTVDkBBkWaJgTXptSvKlvUES9FaqVh8RfB
            BOUSGCunGI8+HHpqT1qbQeoxfi8bFX6644wBmfOivln/niIKTA+wfsD8wBr2S3FBDb+gD9R7Ypen
            AEkCgYEArbroaugMPxSkGesgXoapt13a59Owuvz0GB3stksBxPlxoa9APjW6Gp1572MXvZ11Az7a
            L8RMnzbhY555m+HLjGf70XDEeVynzbP9f0SwbbdXzIMcJ2pHkonVN0Po3BR+arYrcIQdz9pGcM7g
            DpLwmGa3yRAGnDRa4eQckb6/jW0=
            """;

    static final String SPKI = """
            MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAxIWBI2F9Dx5XH7nlS2Mj8irM8c4GytHn
            bdjhmmxqlRAqXrISgHYa+PaK0q+Pyu6MTc67HgVrC3soS2IVLccCC7D7C0EWNbk025Ig3eOhIPUt
            IZZ86VorMKRni9da7RpnfOrhLQoELOgebNMhmPNDmFgcc7HH9gzynGUTXyWkutkBBZajdLEUq7qX
            zBhDkT1yFQEmB/QfKRy9dycGNuxSAyyWIb14lcs6pgg1pwxbLbFzGiis1OVuJWnzZcumBuyPMx6E
            z/ITCz/gc2psHAHZK9Odr1rw5x/0IvaRKhXjnhSLaMzvKZRPSaZg0Ki7JuyR5jFNrktbm+Zvb1NX
            2zjlYQIDAQAB
            """;

    /** RSASSA-PKCS1-v1_5 with SHA-256. */
    static final String PKCS1_SIGNATURE = """
            o+DUsgdg7FFkaaof98bCeh8durciPglvk3UhlLt/EldBi1rTx9qWHdmqD81gWLMW0K7DB7DL0uNi
            gtjIsZgWv5Fh5iKfumejw+ZvsZvjvyyDPfWPZfw2ktsaiqtFxrcbhiI2Xxfg8+a7Jpx4qXDEO1uV
            GXqHCm9CincdUC0UvsOY/S/77dAs32zG/jqr2qZ1db1LUVsqfEiSb1+WJlczlK7vhgIi16aTbzDn
            3E8gCWKlscyHWMVD3xqdB0GTfi4AISngyIvo7jhU0qd4hPFcYBJZlJLJEiLGq1+uQKTZVb4gYiuA
            rT9JcTiWxto6ENb37R0982Bbp9z/6omiksSytg==
            """;

    /** RSASSA-PSS with SHA-256 and a salt of 32 bytes. */
    static final String PSS_SIGNATURE = """
            UEugsopeBUIhhje2ZkJHOXTTY4Ayerxa7ptit1tv8jyJ53CsxFHnprNy3roCkrcrTY9LL49FsG19
            uxrgzkgShDb+2cdCbJfRQKXI9AlQbdDuTtuDyHFbyTURriA3Ro1klncRAZ+63n9dzTb0MBH935x3
            V9ja/IJA7YSJnFOVmSGAWMgSnxsEPBsufxHh9n9zGwynoqNVudZS5vzI66x1X8TWC/fgbQXlt9BV
            jTK6hw1gZLtalNt3RNvjqlnuEPCLpH5XaymlwU8Vy8v9QQjKih6ciPfRJGruhc5jNTfNzUizSqHP
            8mrRNbWICEmogRunR+eHEwfHNCPVxxJuJEcL2A==
            """;

    /** RSAES-OAEP with SHA-256 in both places. */
    static final String OAEP_CIPHERTEXT = """
            sKckho2pEttRQV4ug3fsPaJluURUZN2YOIrlI3AIWXMTv4HhSIhw1JFVsKA60BrHjm4wQ0H4Anf5
            pGEzkQnpGDpet+zJnTO2X8Pqsoq2TpQgHNw6a7AuC1Ggd+TUsoGxlIccbeWnxsS15TgBoZotHdaZ
            mmk3MREvKhx5RXwnGsidblSB2095/+qqxgdIGKaIKwKoJ7t7k2gNs1a8C8ELMbWIuSMqzzV0Vda9
            W6t3vbiYPEWflXRh3LVfeudX4oj08c8cCk5YQIXyoJZx/DTsA9pkySnORbnSJ4qUWCLjj5SeOeJZ
            3eftl1rO7PvlaySjIItjRyx6isXZYgm9WOvHRQ==
            """;
}
