package io.claviger.operation;

import io.claviger.identity.User;
import java.util.List;

/** A user as he is shown, with the names of his groups. */
public record UserView(User user, List<String> groups) {}
