package io.claviger;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import io.claviger.operation.OperationRunner;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
    private static final String ROOT = "io.claviger.";

    /** Who may use whom inside core, lowest first. What is not listed is forbidden. */
    private static final Map<String, Set<String>> MAY_USE = Map.ofEntries(
            entry("crypto", Set.of()),
            entry("identity", Set.of("crypto")),
            entry("policy", Set.of("identity")),
            entry("key", Set.of("crypto", "identity", "policy")),
            entry("custody", Set.of("crypto")),
            entry("audit", Set.of("crypto")),
            entry("operation", Set.of("audit", "crypto", "custody", "identity", "key", "policy")));

    private static final JavaClasses CODE = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.claviger");

    @Test
    void packagesUseOnlyWhatTheTableAllows() {
        List<String> strays = CODE.stream()
                .filter(type -> MAY_USE.containsKey(feature(type)))
                .flatMap(type -> type.getDirectDependenciesFromSelf().stream())
                .filter(use -> !allowed(feature(use.getOriginClass()), feature(use.getTargetClass())))
                .map(Dependency::getDescription)
                .toList();

        assertThat(strays).isEmpty();
    }

    @Test
    void coreKnowsNeitherSqlNorHttpNorJson() {
        ArchRuleDefinition.noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.sql..", "javax.sql..", "io.vertx..", "com.fasterxml..", "java.net.http..")
                .check(CODE);
    }

    @Test
    void jcaKeysStayInCrypto() {
        ArchRuleDefinition.noClasses()
                .that()
                .resideOutsideOfPackage("io.claviger.crypto..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("javax.crypto..")
                .check(CODE);
    }

    @Test
    void timeAndRandomnessAreInjected() {
        ArchRuleDefinition.noClasses().should().callMethod(Instant.class, "now").check(CODE);
        ArchRuleDefinition.noClasses()
                .should()
                .callConstructor(SecureRandom.class)
                .check(CODE);
    }

    @Test
    void recordsHoldNoArrays() {
        List<String> arrays = CODE.stream()
                .filter(JavaClass::isRecord)
                .flatMap(type -> type.getFields().stream())
                .filter(field -> !field.getModifiers().contains(JavaModifier.STATIC))
                .filter(field -> field.getRawType().isArray())
                .map(field -> field.getFullName())
                .toList();

        assertThat(arrays).isEmpty();
    }

    /** Lesson 2 of the peers: an object fetched before its caller was authorised. Only the corridor opens transactions. */
    @Test
    void lesson2_onlyTheCorridorReadsAndWrites() {
        List<String> strays = CODE.stream()
                .flatMap(type -> type.getMethodCallsFromSelf().stream())
                .filter(call -> call.getTargetOwner().getSimpleName().equals("Store")
                        && Set.of("write").contains(call.getName()))
                .filter(call -> !call.getOriginOwner().getName().startsWith(OperationRunner.class.getName()))
                .map(call -> call.getDescription())
                .toList();

        assertThat(strays).isEmpty();
    }

    private static boolean allowed(String from, String to) {
        return to.isEmpty()
                || from.equals(to)
                || MAY_USE.getOrDefault(from, Set.of()).contains(to);
    }

    /** The package below the root, or nothing for the root itself and for other people's code. */
    private static String feature(JavaClass type) {
        String name = type.getBaseComponentType().getPackageName();
        return name.startsWith(ROOT) ? name.substring(ROOT.length()).split("\\.", 2)[0] : "";
    }
}
