package io.claviger.apigen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is made of small contracts; that it compiles and behaves is shown in the module `api`, on the real one. */
@NullMarked
class GenerateTest {
    private static final String CONTRACT = """
            openapi: 3.1.1
            servers: [{url: /api/v1}]
            paths:
              /things/{id}:
                parameters: [{name: type, in: query, schema: {type: string}}]
                patch:
                  operationId: changeThing
                  summary: Changes a thing.
                  x-floor: loop
                  parameters: [{$ref: '#/components/parameters/force'}]
                  requestBody:
                    required: false
                    content: {application/json: {schema: {$ref: '#/components/schemas/Thing'}}}
                  responses: {'404': {description: no}, '200': {description: yes}}
              /:
                servers: [{url: /}]
                get: {operationId: greet, summary: Greets., security: [], responses: {'200': {description: ok}}}
            components:
              parameters:
                force: {name: force, in: query, schema: {type: boolean}}
              schemas:
                Flag: {type: [boolean, string, 'null'], maxLength: 0}
                Thing:
                  description: A thing with <angles> and */ in it.
                  x-request: true
                  x-response: true
                  type: object
                  additionalProperties: false
                  required: [user_id]
                  properties: {PROPERTIES}
            """;

    private static Map<String, String> made(String properties) {
        return Generate.sources(Contract.of(CONTRACT.replace("{PROPERTIES}", "{" + properties + "}")));
    }

    private static final String ID = "user_id: {type: string, minLength: 1, maxLength: 40}";

    @Test
    void aSchemaBecomesARecordWithParserAndWriter() {
        String thing = made(ID + ", live: {$ref: '#/components/schemas/Flag', description: Whether.}")
                .get("Thing.java");
        assertThat(thing)
                .contains("public record Thing(\n        String userId,\n        @Nullable Boolean live)")
                .contains("A thing with &lt;angles&gt; and *&#47; in it.")
                .contains("@param live Whether.")
                .contains("private static final TextRule USER_ID = TextRule.between(1, 40);")
                .contains("case \"user_id\" -> {")
                .contains("userId = in.text(USER_ID);")
                .contains("default -> throw in.unknown();")
                .contains("throw in.missing(\"user_id\");")
                .contains("out.field(\"live\", live);")
                .doesNotContain("AutoCloseable");
    }

    @Test
    void aSecretMakesTheRecordCloseable() {
        String thing = made(ID + ", password: {type: [string, 'null'], maxLength: 9, x-secret: text}")
                .get("Thing.java");
        assertThat(thing)
                .contains("implements AutoCloseable {")
                .contains("password = in.secretText(9, false);")
                .contains("SecretValue.discard(password);")
                .contains("out.secret(\"password\", password);");
    }

    @Test
    void whatIsNotBuiltYetIsReadAndNotKept() {
        String thing = made(ID + ", xts: {x-not-yet: true, anyOf: [{enum: [null, '', false, 0, raw]}]}")
                .get("Thing.java");
        assertThat(thing).contains("in.notYet(\"raw\");").doesNotContain("Boolean xts", "out.field(\"xts\"");
    }

    @Test
    void routesAreSortedAndComplete() {
        assertThat(made(ID).get("Routes.java"))
                .containsSubsequence(
                        "CHANGE_THING(\"PATCH\", \"/api/v1/things/{id}\", \"changeThing\", false,"
                                + " Body.OPTIONAL_JSON, 200, Set.of(\"force\", \"type\"), \"loop\"),",
                        "GREET(\"GET\", \"/\", \"greet\", true, Body.NONE, 200, Set.of(), \"changes\");");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            a: {type: string} | an optional field must allow null
            a: {type: [boolean, 'null']} | an optional field must allow ""
            a: {type: [boolean, string, 'null']} | only "" may stand for absent: maxLength 0
            a: {type: [string, 'null'], minLength: 1} | an optional field must allow "": no minLength
            a: {type: [string, 'null'], enum: [x, null]} | an optional enum must allow null and ""
            a: {type: [integer, string, 'null'], maxLength: 0} | a number needs minimum and maximum
            a: {type: [number, string, 'null'], maxLength: 0} | no type that is understood
            a: {$ref: '#/components/schemas/None'} | reference to nothing
            class: {type: [string, 'null']} | cannot be a name in Java
            in: {type: [string, 'null']} | cannot be a name in Java
            """)
    void aContractThatOurParsersWouldContradictIsRefused(String property, String complaint) {
        assertThatThrownBy(() -> made(ID + ", " + property))
                .isInstanceOf(BadContract.class)
                .hasMessageContaining(complaint);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            user_id: {type: string}                                  | a required text needs minLength 1 or x-keep-empty
            user_id: {type: [string, 'null'], minLength: 1}          | a required field may not be null
            other: {type: [string, 'null']}                          | requires user_id, which it does not have
            """)
    void requiredFieldsMustBeWhatTheySay(String property, String complaint) {
        assertThatThrownBy(() -> made(property)).isInstanceOf(BadContract.class).hasMessageContaining(complaint);
    }

    @Test
    void aDoubledKeyIsRefused() {
        assertThatThrownBy(() -> Contract.of("a: 1\na: 2\n")).hasMessageContaining("duplicate key");
    }

    @Test
    void theSameContractGivesTheSameBytesAndStaleFilesGo(@TempDir Path folder) throws IOException {
        Path yaml = Files.writeString(folder.resolve("openapi.yaml"), CONTRACT.replace("{PROPERTIES}", "{" + ID + "}"));
        Path out = folder.resolve("out");
        Path made = out.resolve("io/claviger/api");
        Generate.main(new String[] {yaml.toString(), out.toString()});
        var first = Files.getLastModifiedTime(made.resolve("Thing.java"));
        Files.writeString(made.resolve("Gone.java"), "class Gone {}");
        Generate.main(new String[] {yaml.toString(), out.toString()});
        assertThat(Files.getLastModifiedTime(made.resolve("Thing.java"))).isEqualTo(first);
        assertThat(made.resolve("Gone.java")).doesNotExist();
        try (var files = Files.list(made)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder("Routes.java", "Thing.java");
        }
    }
}
