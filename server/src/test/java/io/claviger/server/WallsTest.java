package io.claviger.server;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The walls between modules, seen from the one module that sees them all. */
class WallsTest {
    private static final String ROOT = "io.claviger.";
    private static final Set<String> CORE =
            Set.of("audit", "crypto", "custody", "identity", "key", "operation", "policy");
    private static final Map<String, Set<String>> MAY_USE = Map.ofEntries(
            entry("crypto", Set.of()),
            entry("api", Set.of()),
            entry("store", CORE),
            entry("rootkey", Set.of("crypto", "custody")),
            entry("edge", Set.of("api", "audit", "crypto", "custody", "identity", "key", "operation", "policy")));

    private static final JavaClasses CODE = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.claviger");

    @Test
    void modulesUseOnlyWhatTheTableAllows() {
        List<String> strays = CODE.stream()
                .filter(type -> MAY_USE.containsKey(module(type)))
                .flatMap(type -> type.getDirectDependenciesFromSelf().stream())
                .filter(use -> {
                    String to = module(use.getTargetClass());
                    String from = module(use.getOriginClass());
                    return !to.isEmpty()
                            && !to.equals(from)
                            && !MAY_USE.getOrDefault(from, Set.of()).contains(to);
                })
                .map(Dependency::getDescription)
                .toList();

        assertThat(strays).isEmpty();
    }

    @Test
    void onlyStoreSpeaksSql() {
        ArchRuleDefinition.noClasses()
                .that()
                .resideOutsideOfPackage("io.claviger.store..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.sql..", "javax.sql..")
                .check(CODE);
    }

    @Test
    void ciphersAreUsedOnlyInCrypto() {
        ArchRuleDefinition.noClasses()
                .that()
                .resideOutsideOfPackages("io.claviger.crypto..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("javax.crypto..")
                .check(CODE);
    }

    /** Lesson 22 of the peers: no native deserialisation, no shell. */
    @Test
    void lesson22_nothingIsDeserialisedAndNoShellIsCalled() {
        ArchRuleDefinition.noClasses()
                .should()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.io.ObjectInputStream")
                .check(CODE);
        ArchRuleDefinition.noClasses()
                .should()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.lang.ProcessBuilder")
                .check(CODE);
        ArchRuleDefinition.noClasses()
                .should()
                .callMethod(Runtime.class, "exec", String.class)
                .check(CODE);
    }

    private static String module(JavaClass type) {
        String name = type.getBaseComponentType().getPackageName();
        return name.startsWith(ROOT) ? name.substring(ROOT.length()).split("\\.", 2)[0] : "";
    }
}
