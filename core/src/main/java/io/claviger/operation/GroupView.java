package io.claviger.operation;

import io.claviger.identity.Group;

/** A group as it is shown, with how many users are in it. */
public record GroupView(Group group, long members) {}
