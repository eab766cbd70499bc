package io.claviger.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.lang.management.ManagementFactory;
import java.util.List;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class SelfTestsTest {
    @Test
    void every_algorithm_answers_as_it_must_and_soon() {
        var threads = ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadCpuTime();
        SelfTests.run(Fixtures.SLAB);
        long cold = threads.getCurrentThreadCpuTime() - before;
        System.out.printf("self-tests: %d ms of CPU%n", cold / 1_000_000);
        assertThat(KnownAnswers.all(Fixtures.SLAB))
                .extracting(KnownAnswer::algorithm)
                .doesNotHaveDuplicates()
                .hasSize(15);
    }

    @TestFactory
    List<DynamicTest> one_wrong_bit_in_any_answer_refuses_and_names_the_algorithm() {
        return KnownAnswers.all(Fixtures.SLAB).stream()
                .map(known -> DynamicTest.dynamicTest(known.algorithm(), () -> {
                    int last = known.answer().size() - 1;
                    var wrong =
                            new KnownAnswer(known.algorithm(), Fixtures.flipped(known.answer(), last), known.agrees());
                    var failure = catchThrowableOfType(SelfTestFailed.class, () -> SelfTests.run(List.of(wrong)));
                    assertThat(failure).isNotNull();
                    assertThat(failure.algorithm()).isEqualTo(known.algorithm());
                }))
                .toList();
    }

    @Test
    void a_wrong_answer_among_right_ones_refuses() {
        var wrong = new KnownAnswer("AES-GCM", Bytes.NONE, _ -> false);
        assertThatThrownBy(() ->
                        SelfTests.run(List.of(KnownAnswers.all(Fixtures.SLAB).getFirst(), wrong)))
                .isInstanceOf(SelfTestFailed.class);
    }

    @Test
    void nothing_is_left_in_the_slab() {
        int before = Fixtures.SLAB.freeCells();
        SelfTests.run(Fixtures.SLAB);
        assertThat(Fixtures.SLAB.freeCells()).isEqualTo(before);
    }
}
