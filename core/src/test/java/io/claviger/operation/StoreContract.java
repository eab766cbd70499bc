package io.claviger.operation;

import static io.claviger.operation.TestWorld.named;
import static io.claviger.operation.TestWorld.newKey;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.claviger.KmsException.AlreadyExists;
import io.claviger.KmsException.Conflict;
import io.claviger.RootDomain;
import io.claviger.crypto.Algorithm;
import io.claviger.identity.Group;
import io.claviger.identity.Principal;
import io.claviger.key.KeyState;
import io.claviger.key.RevocationReason;
import io.claviger.operation.KeyFilter.Sort;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every store promises behind its port: revisions, all or nothing, one name for one object, and its lists. */
public abstract class StoreContract {
    /** An empty place. */
    protected abstract TestWorld.Place empty() throws Exception;

    private @Nullable TestWorld open;

    @BeforeEach
    void open() throws Exception {
        open = new TestWorld(empty());
    }

    @AfterEach
    void close() {
        if (open != null) {
            open.close();
        }
    }

    private TestWorld world() {
        return java.util.Objects.requireNonNull(open);
    }

    @Test
    void aRowIsSavedOnlyOverTheRevisionThatWasRead() {
        Found.OfKey read = key(world().aes(world().admin(), "payroll"));
        var describe = new ModifyAttributes(named("payroll"), "first", null, null, null, null, null, false, Map.of());
        world().as(world().admin(), describe);

        assertThatThrownBy(() -> world().store.write(tx -> tx.save(read.key().withDescription("second"))))
                .isInstanceOf(Conflict.class);

        Found.OfKey stored = find("payroll");
        assertThat(stored.key().description()).isEqualTo("first");
        assertThat(stored.key().revision()).isEqualTo(read.key().revision() + 1);
    }

    @Test
    void aTransactionThatFailsLeavesNothingBehind() {
        world().aes(world().admin(), "payroll");
        world().leaves.clear();

        assertThatThrownBy(() -> world().store.write(tx -> {
                    tx.insert(group(tx, "clerks"));
                    tx.save(named("payroll").find(RootDomain.ID, tx).key().withDescription("changed"));
                    throw new IllegalStateException("after all");
                }))
                .isInstanceOf(IllegalStateException.class);

        Optional<Group> made = world().store.read(reader -> reader.group(RootDomain.ID, "clerks"));
        assertThat(made).isEmpty();
        assertThat(world().directory.groupNamed("clerks")).isEmpty();
        assertThat(find("payroll").key().description()).isEmpty();
        assertThat(world().leaves).isEmpty();
    }

    /** The half that could be written is not there either. */
    @Test
    void ofAPairBothHalvesAreMadeOrNone() {
        Principal admin = world().admin();
        world().aes(admin, "signer_pub");

        assertThatThrownBy(() -> world().as(admin, new Create(newKey("signer", Algorithm.EC))))
                .isInstanceOf(AlreadyExists.class);

        assertThat(list(KeyFilter.all(), 10)).containsExactly("signer_pub");
    }

    @Test
    void groupsHaveOneNameWhateverItsCase() {
        Principal admin = world().admin();
        world().as(admin, new CreateGroup("Clerks", ""));
        GroupView other = world().as(admin, new CreateGroup("others", ""));

        assertThatThrownBy(() -> world().as(admin, new CreateGroup("cLERKS", "")))
                .isInstanceOf(AlreadyExists.class);
        var rename = new ModifyGroup(new Target.OfGroup(other.group().id().toString()), "CLERKS", null);
        assertThatThrownBy(() -> world().as(admin, rename)).isInstanceOf(AlreadyExists.class);
    }

    @Test
    void listsAreFilteredSortedAndPaged() {
        Principal admin = world().admin();
        for (String name : List.of("beta", "Alpha", "gamma_1", "gammax1")) {
            world().aes(admin, name);
        }
        label("beta", "zone", "eu");
        label("gamma_1", "zone", "us");
        world().as(admin, new Revoke(named("beta"), RevocationReason.SUPERSEDED, "", null));
        world().as(admin, new ReKey(named("Alpha")));

        assertThat(list(filter("GAMMA_*", null, "", Sort.NAME), 10)).containsExactly("gamma_1");
        assertThat(list(filter("gamma?1", null, "", Sort.NAME), 10)).containsExactly("gamma_1", "gammax1");
        assertThat(list(filter("alpha", null, "", Sort.VERSION), 10)).containsExactly("Alpha", "Alpha");
        assertThat(list(filter(null, KeyState.DEACTIVATED, "", Sort.NAME), 10)).containsExactly("beta");
        assertThat(list(filter(null, null, "zone=eu", Sort.NAME), 10)).containsExactly("beta");
        assertThat(list(filter(null, null, "zone", Sort.NAME), 10)).containsExactly("beta", "gamma_1");
        assertThat(list(filter("*a*1", null, "zone != us", Sort.NAME), 10)).containsExactly("gammax1");
        assertThat(list(filter(null, null, "!zone, zone notin (eu)", Sort.NAME), 10))
                .containsExactly("Alpha", "Alpha", "gammax1");
        assertThat(list(filter(null, null, "", Sort.NAME), 2)).containsExactly("Alpha", "Alpha");
        assertThat(world().as(admin, new Locate(KeyFilter.all(), new Paging(3, 1)))
                        .total())
                .isEqualTo(5);
    }

    private List<String> list(KeyFilter filter, int limit) {
        return world().as(world().admin(), new Locate(filter, new Paging(0, limit))).items().stream()
                .map(view -> view.key().name())
                .toList();
    }

    @Test
    void flagsNarrowAList() {
        world().aes(world().admin(), "kept");
        world().aes(world().admin(), "free");
        world().as(
                        world().admin(),
                        new ModifyAttributes(named("kept"), null, null, null, null, true, true, false, Map.of()));

        assertThat(names(true, null)).containsExactly("kept");
        assertThat(names(false, null)).containsExactly("free");
        assertThat(names(null, true)).containsExactly("kept");
        assertThat(names(true, false)).isEmpty();
    }

    private List<String> names(@Nullable Boolean unexportable, @Nullable Boolean undeletable) {
        var filter = new KeyFilter(
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                unexportable,
                undeletable,
                List.of(),
                Sort.NAME,
                false,
                false,
                false);
        return world().as(world().admin(), new Locate(filter, new Paging(0, 10))).items().stream()
                .map(view -> view.key().name())
                .toList();
    }

    private static KeyFilter filter(@Nullable String name, @Nullable KeyState state, String labels, Sort sort) {
        List<LabelSelector> selectors = labels.isEmpty() ? List.of() : LabelSelector.parse(labels);
        return new KeyFilter(
                name, null, null, null, null, null, state, null, null, null, null, null, selectors, sort, false, false,
                false);
    }

    private void label(String key, String name, String value) {
        Map<String, Optional<String>> labels = Map.of(name, Optional.of(value));
        world().as(
                        world().admin(),
                        new ModifyAttributes(named(key), null, labels, null, null, null, null, false, Map.of()));
    }

    private Found.OfKey find(String name) {
        return world().store.read(reader -> named(name).find(RootDomain.ID, reader));
    }

    private static Found.OfKey key(KeyView view) {
        return new Found.OfKey(view.key(), view.version());
    }

    private static Group group(Transaction tx, String name) {
        return new Group(RootDomain.ID, tx.newId(), name, "", tx.now(), tx.now(), 0);
    }
}
