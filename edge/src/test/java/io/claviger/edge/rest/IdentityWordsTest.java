package io.claviger.edge.rest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.claviger.KmsException.InvalidField;
import io.claviger.api.CreateUserRequest;
import io.claviger.api.JsonReader;
import io.claviger.api.UpdateUserRequest;
import io.claviger.identity.Directory;
import io.claviger.identity.Principal;
import io.claviger.operation.GroupView;
import io.claviger.operation.Paging;
import io.claviger.operation.UserView;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdentityWordsTest {
    private static final Paging PAGE = new Paging(0, 10);

    private final Directory directory = Samples.directory();
    private final IdentityWords words = new IdentityWords(directory);

    @Test
    void knowsUsersByIdAndByName() {
        assertThat(words.userId("local|" + Samples.ALICE)).isEqualTo(Samples.ALICE);
        assertThat(words.userId("ALICE")).isEqualTo(Samples.ALICE);
        assertThat(words.userId("local|1-1-1-1-1")).isEqualTo(Principal.NOBODY);
        assertThat(words.userId(Samples.ALICE.toString())).isEqualTo(Principal.NOBODY);
    }

    @Test
    void showsAUserAsTheDialectDoes() {
        var view = new UserView(directory.user(Samples.ALICE).orElseThrow(), List.of());
        var shown = words.reply(view, true);
        assertThat(shown.userId()).isEqualTo("local|" + Samples.ALICE);
        assertThat(shown.groups()).containsExactly("team");
        assertThat(shown.email()).isNull();
        assertThat(words.reply(view, false).groups()).isNull();
    }

    @Test
    void countsMembersItself() {
        var team = directory.groupNamed("team").orElseThrow();
        assertThat(words.reply(new GroupView(team, 0)).usersCount()).isEqualTo(1);
    }

    @Test
    void asksForNobodyWhereNobodyCanBe() {
        assertThat(words.users(Query.parse("allowed_auth_methods=saml"), PAGE).username())
                .isEqualTo("\0");
        assertThat(words.users(Query.parse("account_expired=true"), PAGE).username())
                .isEqualTo("\0");
        assertThat(words.users(Query.parse("username=a*&account_expired=false"), PAGE)
                        .username())
                .isEqualTo("a*");
        assertThat(words.groups(Query.parse("clients=some"), PAGE).name()).isEqualTo("\0");
    }

    @Test
    void asksForGroupsOfAUser() {
        assertThat(words.groups(Query.parse("users=local%7C" + Samples.ALICE), PAGE)
                        .user())
                .isEqualTo(Samples.ALICE);
        assertThat(words.groups(Query.parse("users=nil"), PAGE).empty()).isTrue();
        assertThat(words.users(Query.parse("groups=a,b&exclude_groups=c"), PAGE).groups())
                .containsExactly("a", "b");
        assertThatThrownBy(() -> words.users(Query.parse("sort=email"), PAGE)).isInstanceOf(InvalidField.class);
    }

    @Test
    void passesWhatClientsSendByDefault() {
        assertThatCode(() -> create("""
                        {"username":"a","connection":"local_account","allowed_auth_methods":["password"],"app_metadata":null,
                         "user_metadata":{},"certificate_subject_dn":"","expires_at":null,"is_domain_user":false,
                         "login_flags":{"prevent_ui_login":false},"password_change_required":false}""")).doesNotThrowAnyException();
        assertThatCode(() -> update("{\"failed_logins_count\":0,\"expires_at\":\"\"}"))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"connection\":\"ldap\"",
                "\"allowed_auth_methods\":[]",
                "\"allowed_auth_methods\":[\"user_certificate\"]",
                "\"user_metadata\":{\"a\":1}",
                "\"expires_at\":\"2030-01-01T00:00:00Z\"",
                "\"login_flags\":{\"prevent_ui_login\":true}",
                "\"password_change_required\":true",
                "\"allowed_client_types\":[\"public\"]",
            })
    void refusesWhatIsNotBuilt(String field) {
        assertThatThrownBy(() -> create("{\"username\":\"a\"," + field + "}")).isInstanceOf(InvalidField.class);
    }

    @Test
    void aPatchMayRepeatAndNoMore() {
        var shown = words.reply(new UserView(directory.user(Samples.ALICE).orElseThrow(), List.of()), true);
        IdentityWords.requireRepeats(
                update("{\"username\":\"alice\",\"groups\":[\"team\"],\"logins_count\":0}"), shown);
        assertThatThrownBy(() -> IdentityWords.requireRepeats(update("{\"username\":\"bob\"}"), shown))
                .isInstanceOf(InvalidField.class)
                .hasMessage("username cannot be changed");
        assertThat(IdentityWords.repeats(update("{\"name\":\"x\"}"))).isFalse();
    }

    @Test
    void filtersTheRecord() {
        var audit = new AuditWords(directory);
        var filter = audit.filter(Query.parse(
                "username=alice&action=Create&severity=warning&createdAfter=2030-01-01T00:00:00+01:00&sort=createdAt"));
        assertThat(filter.actor()).isEqualTo(Samples.ALICE);
        assertThat(filter.op()).isEqualTo("Create");
        assertThat(filter.success()).isFalse();
        assertThat(filter.after()).isEqualTo(Samples.NOW.minusSeconds(3600));
        assertThat(filter.ascending()).isTrue();
        assertThat(audit.filter(Query.parse("username=nobody")).actor()).isEqualTo(Principal.NOBODY);
        assertThat(audit.filter(Query.parse("severity=info&success=false")).op())
                .isEqualTo("\0");
        assertThat(audit.filter(Query.parse("target=x")).target()).isEqualTo(new UUID(0, 0));
        assertThatThrownBy(() -> audit.filter(Query.parse("createdBefore=yesterday")))
                .isInstanceOf(InvalidField.class);
    }

    private static CreateUserRequest create(String json) {
        var request = CreateUserRequest.parse(JsonReader.of(json.getBytes(UTF_8)));
        IdentityWords.requireBuilt(request);
        return request;
    }

    private static UpdateUserRequest update(String json) {
        var request = UpdateUserRequest.parse(JsonReader.of(json.getBytes(UTF_8)));
        IdentityWords.requireBuilt(request);
        return request;
    }
}
