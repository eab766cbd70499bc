package io.claviger.crypto;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.claviger.crypto.CryptoException.BadKey;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Objects;
import java.util.function.UnaryOperator;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class KeyEncodingTest {
    private static final KeyEncoding ENCODING = new KeyEncoding(Fixtures.SLAB);
    private static final KeySpec AES_128 = new KeySpec(Algorithm.AES, 128, null);

    private static ImportedKey importing(String label, byte[] der) {
        return ENCODING.importPem(PemBlock.write(label, der));
    }

    private static byte[] pkcs8(GeneratedKey pair) {
        return pair.secret().lend(byte[]::clone);
    }

    /** The key as its own standard writes it, out of its PKCS#8. */
    private static byte[] inner(GeneratedKey pair) {
        try (var key = Pkcs8.read(pkcs8(pair))) {
            return key.inner().clone();
        }
    }

    private static void refuses(String field, String label, byte[] der) {
        assertThatThrownBy(() -> importing(label, der))
                .isInstanceOfSatisfying(
                        BadKey.class, bad -> assertThat(bad.field()).isEqualTo(field));
    }

    @Property(tries = 100)
    void hex_goes_in_and_out(@ForAll @Size(16) byte[] raw) {
        byte[] hex = HexFormat.of().formatHex(raw).getBytes(US_ASCII);
        byte[] given = HexFormat.of().withUpperCase().formatHex(raw).getBytes(US_ASCII);
        try (var secret = ENCODING.symmetricFromHex(given, AES_128)) {
            assertThat(given).containsOnly(new byte[32]);
            assertThat(KeyEncoding.hex(secret)).isEqualTo(hex);
        }
    }

    @Test
    void hex_of_the_wrong_length_or_alphabet_is_refused_and_wiped() {
        for (String wrong : new String[] {"00", "0".repeat(31), "0".repeat(33), "g" + "0".repeat(31), ""}) {
            byte[] given = wrong.getBytes(US_ASCII);
            assertThatThrownBy(() -> ENCODING.symmetricFromHex(given, AES_128)).isInstanceOf(BadKey.class);
            assertThat(given).isEqualTo(new byte[given.length]);
        }
        assertThatThrownBy(() -> ENCODING.symmetricFromHex("00".getBytes(US_ASCII), Fixtures.P256))
                .isInstanceOf(BadKey.class);
    }

    @ParameterizedTest
    @EnumSource(Curve.class)
    void a_pair_on_a_curve_comes_back_as_it_went_out(Curve curve) {
        var algorithm = curve == Curve.ED25519 ? Algorithm.ED25519 : Algorithm.EC;
        comesBack(Fixtures.GENERATION.generate(new KeySpec(algorithm, curve.bits(), curve)));
    }

    @Test
    void an_rsa_pair_comes_back_as_it_went_out() {
        comesBack(Fixtures.RSA_PAIR);
    }

    private static void comesBack(GeneratedKey pair) {
        byte[] pem = KeyEncoding.pemOfPrivate(pair.secret());
        assertThat(new String(pem, US_ASCII)).startsWith("-----BEGIN PRIVATE KEY-----\n");
        var half = ENCODING.importPem(pem);
        try (var secret = Objects.requireNonNull(half.secret())) {
            assertThat(half.spec()).isEqualTo(pair.spec());
            assertThat(half.part()).isEqualTo(KeyPart.PRIVATE);
            assertThat(half.publicKey()).isEqualTo(pair.publicKey());
            assertThat(secret.matches(pair.secret())).isTrue();
        }
        var other = ENCODING.importPem(KeyEncoding.pemOfPublic(pair.publicKey()).getBytes(US_ASCII));
        assertThat(other).isEqualTo(new ImportedKey(pair.spec(), KeyPart.PUBLIC, null, pair.publicKey()));
    }

    @Test
    void a_private_key_on_a_curve_fits_a_small_cell() {
        for (var curve : new Curve[] {Curve.P256, Curve.P384, Curve.P521}) {
            var pair = Fixtures.GENERATION.generate(new KeySpec(Algorithm.EC, curve.bits(), curve));
            assertThat(pair.secret().size()).isLessThanOrEqualTo(SecretSlab.SMALL_CELL);
            pair.secret().close();
        }
    }

    @Test
    void pkcs1_is_read_in_both_halves() {
        var half = importing("RSA PRIVATE KEY", inner(Fixtures.RSA_PAIR));
        Objects.requireNonNull(half.secret()).close();
        assertThat(half.publicKey()).isEqualTo(Fixtures.RSA_PAIR.publicKey());
        var spki = new Der(Fixtures.RSA_PAIR.publicKey().toArray()).inside(Der.SEQUENCE);
        spki.inside(Der.SEQUENCE);
        assertThat(importing("RSA PUBLIC KEY", spki.bits()).publicKey()).isEqualTo(Fixtures.RSA_PAIR.publicKey());
    }

    @Test
    void sec1_is_read_when_it_names_its_curve() {
        byte[] scalar = PrivateForms.scalar(inner(Fixtures.P256_PAIR), Curve.P256);
        byte[] named = sec1(scalar, Oids.curveOid(Curve.P256));
        var half = importing("EC PRIVATE KEY", named);
        Objects.requireNonNull(half.secret()).close();
        assertThat(half.publicKey()).isEqualTo(Fixtures.P256_PAIR.publicKey());
        refuses("curveid", "EC PRIVATE KEY", inner(Fixtures.P256_PAIR));
        refuses("curveid", "EC PRIVATE KEY", sec1(scalar, Der.write(Der.SEQUENCE, Der.write(BigInteger.ONE))));
    }

    private static byte[] sec1(byte[] scalar, byte[] parameters, byte[]... more) {
        byte[] rest = more.length == 0 ? new byte[0] : more[0];
        return Der.write(
                Der.SEQUENCE,
                Der.write(BigInteger.ONE),
                Der.write(Der.OCTET_STRING, scalar),
                Der.write(Der.context(0), parameters),
                rest);
    }

    @Test
    void openssls_parameters_before_a_key_are_passed_over() {
        byte[] scalar = PrivateForms.scalar(inner(Fixtures.P256_PAIR), Curve.P256);
        byte[] parameters = PemBlock.write("EC PARAMETERS", Oids.curveOid(Curve.P256));
        byte[] key = PemBlock.write("EC PRIVATE KEY", sec1(scalar, Oids.curveOid(Curve.P256)));
        byte[] both = Arrays.copyOf(parameters, parameters.length + key.length);
        System.arraycopy(key, 0, both, parameters.length, key.length);
        var half = ENCODING.importPem(both);
        Objects.requireNonNull(half.secret()).close();
        assertThat(half.publicKey()).isEqualTo(Fixtures.P256_PAIR.publicKey());
    }

    @Test
    void keys_the_jdk_made_are_read() throws GeneralSecurityException {
        for (String name : new String[] {"secp256r1", "secp384r1", "secp521r1"}) {
            var pairs = KeyPairGenerator.getInstance("EC", "SunEC");
            pairs.initialize(new ECGenParameterSpec(name));
            var pair = pairs.generateKeyPair();
            var half = importing("PRIVATE KEY", pair.getPrivate().getEncoded());
            Objects.requireNonNull(half.secret()).close();
            assertThat(half.publicKey().toArray()).isEqualTo(pair.getPublic().getEncoded());
        }
        var pair = KeyPairGenerator.getInstance("Ed25519", "SunEC").generateKeyPair();
        var half = importing("PRIVATE KEY", pair.getPrivate().getEncoded());
        Objects.requireNonNull(half.secret()).close();
        assertThat(half.publicKey().toArray()).isEqualTo(pair.getPublic().getEncoded());
    }

    @Test
    void an_ec_private_key_is_in_range_and_fits_its_public_one() {
        byte[] oid = Oids.curveOid(Curve.P256);
        byte[] order = HexFormat.of().parseHex("ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551");
        refuses("d", "EC PRIVATE KEY", sec1(new byte[32], oid));
        refuses("d", "EC PRIVATE KEY", sec1(order, oid));
        refuses("d", "EC PRIVATE KEY", sec1(new byte[33], oid));
        byte[] other = new Der(Fixtures.P256_PAIR.publicKey().toArray())
                .inside(Der.SEQUENCE)
                .content(Der.SEQUENCE);
        assertThat(other).isNotEmpty();
        byte[] one = new byte[32];
        one[31] = 1;
        byte[] point =
                Der.write(Der.context(1), Der.write(Der.BIT_STRING, new byte[] {0}, pointOf(Fixtures.P256_PAIR)));
        refuses("public key", "EC PRIVATE KEY", sec1(one, oid, point));
    }

    private static byte[] pointOf(GeneratedKey pair) {
        var spki = new Der(pair.publicKey().toArray()).inside(Der.SEQUENCE);
        spki.inside(Der.SEQUENCE);
        return spki.bits();
    }

    @Test
    void a_point_is_on_its_curve() {
        byte[] spki = Fixtures.P256_PAIR.publicKey().toArray();
        spki[spki.length - 1] ^= 1;
        refuses("point", "PUBLIC KEY", spki);
        byte[] infinity =
                Der.write(Der.SEQUENCE, Oids.ec(Curve.P256), Der.write(Der.BIT_STRING, new byte[] {0}, new byte[1]));
        refuses("point", "PUBLIC KEY", infinity);
        byte[] lowOrder =
                Der.write(Der.SEQUENCE, Oids.ed25519(), Der.write(Der.BIT_STRING, new byte[] {0}, new byte[32]));
        refuses("point", "PUBLIC KEY", lowOrder);
    }

    @Test
    void a_curve_is_named_and_on_offer() {
        byte[] ecOid = HexFormat.of().parseHex("06072a8648ce3d0201");
        byte[] secp256k1 = HexFormat.of().parseHex("06052b8104000a");
        byte[] explicit = Der.write(Der.SEQUENCE, Der.write(BigInteger.ONE));
        byte[] point = Der.write(Der.BIT_STRING, new byte[] {0}, pointOf(Fixtures.P256_PAIR));
        for (byte[] parameters : new byte[][] {secp256k1, explicit}) {
            refuses(
                    "curveid",
                    "PUBLIC KEY",
                    Der.write(Der.SEQUENCE, Der.write(Der.SEQUENCE, ecOid, parameters), point));
        }
        byte[] dsa = HexFormat.of().parseHex("300906072a8648ce380401");
        refuses("algorithm", "PUBLIC KEY", Der.write(Der.SEQUENCE, dsa, point));
    }

    private static byte[] rsaPublic(BigInteger modulus, long exponent) {
        return Der.write(Der.SEQUENCE, Der.write(modulus), Der.write(BigInteger.valueOf(exponent)));
    }

    @Test
    void an_rsa_modulus_is_odd_and_of_a_size_on_offer() {
        var odd = BigInteger.ONE.shiftLeft(2047).setBit(0);
        refuses("modulus", "RSA PUBLIC KEY", rsaPublic(odd.clearBit(0), 65_537));
        refuses(
                "modulus",
                "RSA PUBLIC KEY",
                rsaPublic(BigInteger.ONE.shiftLeft(1023).setBit(0), 65_537));
        refuses(
                "modulus",
                "RSA PUBLIC KEY",
                rsaPublic(BigInteger.ONE.shiftLeft(2048).setBit(0), 65_537));
        assertThat(importing("RSA PUBLIC KEY", rsaPublic(odd, 65_537)).part()).isEqualTo(KeyPart.PUBLIC);
    }

    @Test
    void an_rsa_exponent_is_odd_and_neither_small_nor_huge() {
        var odd = BigInteger.ONE.shiftLeft(2047).setBit(0);
        refuses("exponent", "RSA PUBLIC KEY", rsaPublic(odd, 3));
        refuses("exponent", "RSA PUBLIC KEY", rsaPublic(odd, 65_538));
        var huge = Der.write(BigInteger.ONE.shiftLeft(256).setBit(0));
        refuses("exponent", "RSA PUBLIC KEY", Der.write(Der.SEQUENCE, Der.write(odd), huge));
    }

    /** The nine numbers of an RSA private key, one of them changed, written again. */
    private static byte[] rsaWith(int index, UnaryOperator<BigInteger> change) {
        var body = new Der(inner(Fixtures.RSA_PAIR)).inside(Der.SEQUENCE);
        byte[][] numbers = new byte[9][];
        for (int i = 0; i < numbers.length; i++) {
            var number = body.integer();
            numbers[i] = Der.write(i == index ? change.apply(number) : number);
        }
        return Der.write(Der.SEQUENCE, numbers);
    }

    @Test
    void the_numbers_of_an_rsa_private_key_fit_each_other() {
        var two = BigInteger.TWO;
        refuses("version", "RSA PRIVATE KEY", rsaWith(0, _ -> BigInteger.ONE));
        refuses("primes", "RSA PRIVATE KEY", rsaWith(1, n -> n.add(two)));
        refuses("exponent", "RSA PRIVATE KEY", rsaWith(2, e -> e.add(two)));
        refuses("exponent", "RSA PRIVATE KEY", rsaWith(3, d -> d.subtract(two)));
        refuses("exponent", "RSA PRIVATE KEY", rsaWith(3, _ -> two));
        refuses("primes", "RSA PRIVATE KEY", rsaWith(4, p -> p.add(two)));
        refuses("primes", "RSA PRIVATE KEY", rsaWith(5, _ -> BigInteger.ONE));
        refuses("exponents", "RSA PRIVATE KEY", rsaWith(6, dp -> dp.add(two)));
        refuses("exponents", "RSA PRIVATE KEY", rsaWith(7, dq -> dq.add(two)));
        refuses("coefficient", "RSA PRIVATE KEY", rsaWith(8, qi -> qi.add(two)));
    }

    @Test
    void an_ed25519_private_key_has_32_bytes_and_fits_its_public_one() {
        byte[] shorter = Der.write(Der.OCTET_STRING, Der.write(Der.OCTET_STRING, new byte[31]));
        byte[] version = Der.write(BigInteger.ZERO);
        refuses("material", "PRIVATE KEY", Der.write(Der.SEQUENCE, version, Oids.ed25519(), shorter));
        byte[] seed = Der.write(Der.OCTET_STRING, Der.write(Der.OCTET_STRING, new byte[32]));
        byte[] wrongPoint = Der.write(0x81, new byte[33]);
        byte[] one = Der.write(BigInteger.ONE);
        refuses("public key", "PRIVATE KEY", Der.write(Der.SEQUENCE, one, Oids.ed25519(), seed, wrongPoint));
    }

    @Test
    void what_is_not_one_unencrypted_key_in_pem_is_refused() {
        byte[] good = KeyEncoding.pemOfPublic(Fixtures.P256_PAIR.publicKey()).getBytes(US_ASCII);
        byte[] twice = Arrays.copyOf(good, 2 * good.length);
        System.arraycopy(good, 0, twice, good.length, good.length);
        String text = new String(good, US_ASCII);
        String[] wrong = {
            "",
            "no pem",
            "-----BEGIN ",
            "-----BEGIN PUBLIC KEY-----",
            text.replace("-----END", "-----ENDE"),
            text.replace("END PUBLIC", "END PRIVATE"),
            text.replace("MFk", "M!k"),
            text.replace("PUBLIC", "public"),
            new String(twice, US_ASCII),
            text.replace("-----\nMFk", "-----\nProc-Type: 4,ENCRYPTED\n\nMFk")
        };
        for (String pem : wrong) {
            assertThatThrownBy(() -> ENCODING.importPem(pem.getBytes(US_ASCII)))
                    .as(pem)
                    .isInstanceOf(BadKey.class);
        }
        refuses("material", "ENCRYPTED PRIVATE KEY", new byte[0]);
        refuses("material", "CERTIFICATE", new byte[0]);
    }

    @Property(tries = 300)
    void damaged_der_is_refused_or_another_sound_key_but_never_an_accident(@ForAll int at, @ForAll byte with) {
        byte[] der = pkcs8(Fixtures.P256_PAIR);
        der[Math.floorMod(at, der.length)] = with;
        try {
            Objects.requireNonNull(importing("PRIVATE KEY", der).secret()).close();
        } catch (BadKey refused) {
            assertThat(refused.getMessage()).doesNotContain(HexFormat.of().formatHex(der, 35, 67));
        }
    }

    @Property(tries = 300)
    void junk_is_never_an_accident(@ForAll @Size(max = 60) byte[] junk) {
        for (String label : new String[] {"PRIVATE KEY", "RSA PRIVATE KEY", "EC PRIVATE KEY", "PUBLIC KEY"}) {
            assertThatThrownBy(() -> importing(label, junk)).isInstanceOf(BadKey.class);
        }
    }
}
