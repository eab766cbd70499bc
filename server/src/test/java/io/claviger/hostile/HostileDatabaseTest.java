package io.claviger.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import io.claviger.hostile.Edits.Edit;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whoever may do everything to the database gets no answer changed: after every edit the server answers over REST what was
 * true, or refuses, or does not start.
 *
 * <p>{@code CLAVIGER_HOSTILE=8} makes every edit to eight rows of each table; else a sample is drawn, with one edit at least
 * of each table. {@code CLAVIGER_HOSTILE_SEED} repeats one.
 */
@NullMarked
class HostileDatabaseTest {
    private static final @Nullable String ROWS = System.getenv("CLAVIGER_HOSTILE");
    private static final int SAMPLE = 60;

    @TempDir
    @SuppressWarnings("NullAway") // set before all
    private static Path folder;

    @SuppressWarnings("NullAway") // set before all
    private static PreparedHome home;

    @SuppressWarnings("NullAway") // set before all
    private static Questions questions;

    @SuppressWarnings("NullAway") // set before all
    private static Truth truth;

    @BeforeAll
    static void prepare() {
        home = new PreparedHome(folder);
        questions = new Questions(home);
        truth = new Truth(questions.ask(home.restored()), questions.ask(home.restored()));
    }

    @Test
    void noEditOfAnyColumnChangesAnAnswer() {
        String told = System.getenv("CLAVIGER_HOSTILE_SEED");
        long seed = told == null ? System.nanoTime() : Long.parseLong(told);
        var random = new Random(seed);
        List<Edit> edits = new Edits(random, ROWS == null ? 2 : Integer.parseInt(ROWS)).of(database(), home.old());
        List<Edit> chosen = ROWS == null ? sample(edits, random) : edits;
        var found = new ArrayList<String>();
        int made = 0;
        for (Edit edit : chosen) {
            Path spoilt = home.restored();
            if (edit.apply(spoilt.resolve(PreparedHome.DATABASE))) {
                made++;
                truth.lies(questions.ask(spoilt), edit.listsMayLack()).forEach(lie -> found.add(edit + ": " + lie));
            }
        }
        System.out.printf(
                "hostile edits: seed %d, %d of %d made, of %d that there are%n",
                seed, made, chosen.size(), edits.size());
        assertThat(found).as("seed %d", seed).isEmpty();
        assertThat(made).isGreaterThan(SAMPLE / 2);
    }

    @Test
    void noListedAttackChangesAnAnswer() {
        var found = new ArrayList<String>();
        for (Attack attack : Attack.all()) {
            Path spoilt = home.restored();
            attack.make(spoilt.resolve(PreparedHome.DATABASE), home.old());
            truth.lies(questions.ask(spoilt), true).forEach(lie -> found.add(attack + ": " + lie));
        }
        assertThat(found).isEmpty();
    }

    private static Path database() {
        return home.restored().resolve(PreparedHome.DATABASE);
    }

    /** One of each table first, then whatever comes. */
    private static List<Edit> sample(List<Edit> edits, Random random) {
        var shuffled = new ArrayList<>(edits);
        Collections.shuffle(shuffled, random);
        Set<String> tables = new TreeSet<>();
        Set<Edit> chosen = shuffled.stream()
                .filter(edit -> tables.add(edit.table().name()))
                .collect(Collectors.toCollection(LinkedHashSet::new));
        shuffled.stream().limit(SAMPLE - (long) chosen.size()).forEach(chosen::add);
        return List.copyOf(chosen);
    }
}
