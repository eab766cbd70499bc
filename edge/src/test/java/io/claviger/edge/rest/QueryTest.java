package io.claviger.edge.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.claviger.KmsException.InvalidField;
import java.util.Set;
import org.junit.jupiter.api.Test;

class QueryTest {
    @Test
    void decodesNamesAndValues() {
        Query query = Query.parse("labels=a%3Db%2Cc&na%6De=x+y&empty=&flag&&bytes=32");
        assertThat(query.text("labels")).isEqualTo("a=b,c");
        assertThat(query.text("name")).isEqualTo("x y");
        assertThat(query.text("empty")).isNull();
        assertThat(query.text("flag")).isNull();
        assertThat(query.text("none")).isNull();
        assertThat(query.whole("bytes")).isEqualTo(32);
    }

    @Test
    void takesSeveralValuesWhereThereMayBeSeveral() {
        assertThat(Query.parse("groups=a,b&groups=c").all("groups")).containsExactly("a", "b", "c");
        assertThatThrownBy(() -> Query.parse("type=id&type=name").text("type")).isInstanceOf(InvalidField.class);
    }

    @Test
    void refusesWhatIsNotThere() {
        assertThatThrownBy(() -> Query.parse("a=1&nope=2").requireOnly(Set.of("a")))
                .isInstanceOf(InvalidField.class)
                .hasMessage("nope is not a parameter of this path");
        Query.parse("a=1").requireOnly(Set.of("a"));
    }

    @Test
    void refusesWhatIsNoNumberAndNoFlag() {
        assertThatThrownBy(() -> Query.parse("limit=ten").whole("limit")).isInstanceOf(InvalidField.class);
        assertThatThrownBy(() -> Query.parse("limit=99999999999").whole("limit"))
                .isInstanceOf(InvalidField.class);
        assertThatThrownBy(() -> Query.parse("x=yes").flag("x")).isInstanceOf(InvalidField.class);
        assertThat(Query.parse("x=true").flag("x")).isTrue();
        assertThatThrownBy(() -> Query.NONE.required("hash")).isInstanceOf(InvalidField.class);
    }

    @Test
    void hasALimit() {
        assertThatThrownBy(() -> Query.parse("a=1&".repeat(EdgeLimits.QUERY_PARAMETERS + 1)))
                .isInstanceOf(Rejected.class);
    }

    @Test
    void refusesBrokenEscapes() {
        assertThatThrownBy(() -> Query.parse("a=%")).isInstanceOf(Rejected.class);
        assertThatThrownBy(() -> Query.parse("%00=1")).isInstanceOf(Rejected.class);
    }
}
