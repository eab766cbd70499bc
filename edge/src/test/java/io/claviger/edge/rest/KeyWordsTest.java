package io.claviger.edge.rest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.claviger.KmsException.InvalidField;
import io.claviger.api.CreateKeyRequest;
import io.claviger.api.JsonReader;
import io.claviger.api.Key;
import io.claviger.api.UpdateKeyRequest;
import io.claviger.crypto.Algorithm;
import io.claviger.crypto.CryptoException;
import io.claviger.crypto.Curve;
import io.claviger.crypto.KeyGeneration;
import io.claviger.crypto.KeyPart;
import io.claviger.crypto.KeySpec;
import io.claviger.key.KeyRef;
import io.claviger.key.KeyState;
import io.claviger.key.Milestone;
import io.claviger.operation.KeyFilter;
import io.claviger.operation.ModifyAttributes;
import io.claviger.operation.NewKey;
import io.claviger.operation.Target;
import io.claviger.policy.Action;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyWordsTest {
    private static final Target.OfKey TARGET = new Target.OfKey(KeyRef.name("Kek-1"));

    @Test
    void makesANewKeyOfWhatAClientSends() {
        NewKey key = newKey("""
                {"name":"kek","algorithm":"aes","size":128,"usageMask":12,"labels":{"a":"b"},"state":"Pre-Active",
                 "meta":{"ownerId":"local|0197f2a0-0000-7000-8000-000000000004","permissions":{"UseKey":["team"]}},
                 "deactivationDate":"2031-01-01T00:00:00Z","undeletable":true}""");
        assertThat(key.spec()).isEqualTo(new KeySpec(Algorithm.AES, 128, null));
        assertThat(key.preActive()).isTrue();
        assertThat(key.undeletable()).isTrue();
        assertThat(key.owner()).isEqualTo(Samples.ALICE);
        assertThat(key.permissions()).containsEntry(Action.USE_KEY, Set.of("team"));
        assertThat(key.dates()).containsEntry(Milestone.DEACTIVATION, Instant.parse("2031-01-01T00:00:00Z"));
    }

    @Test
    void fillsInWhatIsLeftOut() {
        assertThat(newKey("{\"algorithm\":\"ec\"}").spec()).isEqualTo(new KeySpec(Algorithm.EC, 256, Curve.P256));
        assertThat(newKey("{\"algorithm\":\"hmac-sha512\"}").spec())
                .isEqualTo(new KeySpec(Algorithm.HMAC_SHA512, 512, null));
        assertThat(newKey("{}").spec()).isNull();
    }

    @Test
    void measuresAKeyThatIsBroughtAlong() {
        assertThat(newKey("{\"algorithm\":\"aes\",\"material\":\"%s\"}".formatted("0".repeat(32)))
                        .spec())
                .isEqualTo(new KeySpec(Algorithm.AES, 128, null));
        assertThat(newKey("{\"algorithm\":\"hmac-sha256\",\"material\":\"%s\"}".formatted("0".repeat(40)))
                        .spec())
                .isEqualTo(new KeySpec(Algorithm.HMAC_SHA256, 160, null));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"algorithm\":\"rot13\"}",
                "{\"algorithm\":\"ec\",\"curveid\":\"no-such-curve\"}",
                "{\"algorithm\":\"aes\",\"objectType\":\"Private Key\"}",
                "{\"algorithm\":\"aes\",\"meta\":{\"ownerId\":\"alice\"}}",
                "{\"algorithm\":\"aes\",\"meta\":{\"permissions\":{\"ChangeKeyOwner\":[\"team\"]}}}",
                "{\"algorithm\":\"aes\",\"name\":\"a<b\"}",
            })
    void refusesWhatCannotBe(String json) {
        assertThatThrownBy(() -> newKey(json)).isInstanceOf(InvalidField.class);
    }

    @Test
    void refusesASizeThatCannotBe() {
        assertThatThrownBy(() -> newKey("{\"algorithm\":\"aes\",\"size\":2048}"))
                .isInstanceOf(CryptoException.BadParameter.class);
    }

    @Test
    void showsAKeyAsTheDialectDoes() {
        Key key = KeyReplies.key(Samples.aes());
        assertThat(key.id()).isEqualTo(Samples.VERSION.toString());
        assertThat(key.uri()).isEqualTo("kylo:kylo:vault:keys:kek-1-v0");
        assertThat(key.objectType()).isEqualTo("Symmetric Key");
        assertThat(key.algorithm()).isEqualTo("AES");
        assertThat(key.size()).isEqualTo(256);
        assertThat(key.state()).isEqualTo("Active");
        assertThat(key.owner()).isEqualTo("local|" + Samples.ALICE);
        assertThat(key.neverExported()).isTrue();
        assertThat(key.updatedAt()).isEqualTo(Samples.NOW.plusSeconds(1));
        assertThat(key.publickey()).isNull();
        assertThat(key.sha256Fingerprint()).isNull();
        assertThat(key.description()).isNull();
    }

    @Test
    void showsThePublicKeyOnBothHalves() {
        var spec = KeySpec.withDefaults(Algorithm.EC, null, null);
        var generated = new KeyGeneration(Samples.SLAB, Samples.RANDOM).generate(spec);
        generated.secret().close();
        for (KeyPart part : Set.of(KeyPart.PRIVATE, KeyPart.PUBLIC)) {
            Key key = KeyReplies.key(Samples.view(spec, part, generated.publicKey()));
            assertThat(key.publickey()).startsWith("-----BEGIN PUBLIC KEY-----");
            assertThat(key.sha256Fingerprint()).matches("[0-9A-F]{64}");
            assertThat(key.curveid()).isEqualTo("prime256v1");
        }
    }

    @Test
    void aPatchOfLabelsAloneNeedsNoLook() {
        assertThat(KeyChangeWords.needsCurrent(update("{\"labels\":{\"a\":\"b\",\"c\":null},\"description\":\"\"}")))
                .isFalse();
        assertThat(KeyChangeWords.needsCurrent(update("{\"algorithm\":\"AES\"}")))
                .isTrue();
        var change = KeyChangeWords.change(TARGET, update("{\"labels\":{\"a\":\"b\",\"c\":null}}"), null);
        assertThat(change.labels()).containsEntry("a", Optional.of("b")).containsEntry("c", Optional.empty());
    }

    @Test
    void aPatchThatRepeatsTheWholeKeyChangesNothing() {
        Key shown = KeyReplies.key(Samples.aes());
        var out = new io.claviger.api.JsonWriter();
        shown.write(out);
        ModifyAttributes change = change(new String(out.toBytes(), UTF_8));
        assertThat(change.owner()).isNull();
        assertThat(change.permissions()).isNull();
        assertThat(change.unexportable()).isNull();
        assertThat(change.undeletable()).isNull();
        assertThat(change.dates()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"algorithm\":\"RSA\"}",
                "{\"size\":128}",
                "{\"name\":\"other\"}",
                "{\"version\":1}",
                "{\"state\":\"Destroyed\"}",
                "{\"usageMask\":4}",
                "{\"muid\":\"x\"}",
                "{\"sha1Fingerprint\":\"x\"}",
                "{\"neverExportable\":true}",
                "{\"publickey\":\"x\"}",
                "{\"destroyDate\":\"2030-01-01T00:00:00Z\"}",
                "{\"owner\":\"local|00000000-0000-0000-0000-000000000001\"}",
            })
    void aPatchOfWhatCannotChangeIsRefused(String json) {
        assertThatThrownBy(() -> change(json))
                .isInstanceOf(InvalidField.class)
                .hasMessageEndingWith("cannot be changed");
    }

    @Test
    void aPatchMayGiveAKeyAway() {
        ModifyAttributes change = change("""
                {"meta":{"ownerId":"local|00000000-0000-0000-0000-000000000001","permissions":{}},"unexportable":true,
                 "algorithm":"aes","state":"ACTIVE","version":-1}""");
        assertThat(change.owner()).isNotNull();
        assertThat(change.permissions()).isEmpty();
        assertThat(change.unexportable()).isTrue();
    }

    @Test
    void aFlagForAllVersionsIsNotARepetition() {
        assertThat(change("{\"unexportable\":false,\"allVersions\":true}").unexportable())
                .isFalse();
        assertThat(change("{\"unexportable\":false}").unexportable()).isNull();
    }

    @Test
    void filtersByWhatIsAskedFor() {
        KeyFilter filter = filter("name=kek*&algorithm=aes&size=256&state=active&objectType=Symmetric%20Key"
                + "&labels=zone%3Dblue%2C!old&sort=-updatedAt&owner=local%7C" + Samples.ALICE);
        assertThat(filter.name()).isEqualTo("kek*");
        assertThat(filter.state()).isEqualTo(KeyState.ACTIVE);
        assertThat(filter.part()).isEqualTo("SECRET");
        assertThat(filter.owner()).isEqualTo(Samples.ALICE);
        assertThat(filter.labels()).hasSize(2);
        assertThat(filter.sort()).isEqualTo(KeyFilter.Sort.UPDATED);
        assertThat(filter.descending()).isTrue();
        assertThat(filter.nothing()).isFalse();
    }

    @Test
    void findsByUri() {
        KeyFilter filter = filter("uri=kylo:kylo:vault:keys:a-v1-v12");
        assertThat(filter.name()).isEqualTo("a-v1");
        assertThat(filter.version()).isEqualTo(12);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "id=x",
                "size=big",
                "state=Sleeping",
                "objectType=Certificate",
                "owner=alice",
                "uri=x",
                "usageMask=x"
            })
    void aValueNoKeyCanHaveFindsNothing(String query) {
        assertThat(filter(query).nothing()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"sort=size", "labels=a%20b", "sha256Fingerprint=00", "version=-1"})
    void refusesListsThatCannotBe(String query) {
        assertThatThrownBy(() -> filter(query)).isInstanceOf(InvalidField.class);
    }

    @Test
    void readsVersions() {
        assertThat(KeyWords.version(Query.parse("version=-1"))).isNull();
        assertThat(KeyWords.version(Query.parse("version=7"))).isEqualTo(7);
        assertThatThrownBy(() -> KeyWords.version(Query.parse("version=-2"))).isInstanceOf(InvalidField.class);
        assertThatThrownBy(() -> KeyWords.target("x", "colour", null)).isInstanceOf(InvalidField.class);
    }

    private static KeyFilter filter(String query) {
        return KeyFilterWords.filter(Query.parse(query));
    }

    private static ModifyAttributes change(String json) {
        return KeyChangeWords.change(TARGET, update(json), Samples.aes());
    }

    private static UpdateKeyRequest update(String json) {
        return UpdateKeyRequest.parse(reader(json));
    }

    private static NewKey newKey(String json) {
        try (var request = CreateKeyRequest.parse(reader(json))) {
            return KeyWords.newKey(request);
        }
    }

    private static JsonReader reader(String json) {
        return JsonReader.of(json.getBytes(UTF_8));
    }
}
