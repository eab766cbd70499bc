-- The deployment-wide tables: deployment, event, checkpoint. All others begin with the domain.

CREATE TABLE deployment (
    domain BYTEA NOT NULL,
    id BYTEA NOT NULL,
    created_at BIGINT NOT NULL,
    mac BYTEA NOT NULL,
    PRIMARY KEY (domain)
);

CREATE TABLE kek (
    domain BYTEA NOT NULL,
    kind TEXT NOT NULL,
    version BIGINT NOT NULL,
    id BYTEA NOT NULL,
    parent BYTEA NOT NULL,
    parent_version BIGINT NOT NULL,
    wrapped BYTEA NOT NULL,
    reserved_wraps BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    mac BYTEA NOT NULL,
    PRIMARY KEY (domain, kind, version)
);

CREATE TABLE system_key (
    domain BYTEA NOT NULL,
    id BYTEA NOT NULL,
    purpose TEXT NOT NULL,
    version BIGINT NOT NULL,
    wrapped BYTEA NOT NULL,
    public_key BYTEA NOT NULL,
    certificate BYTEA NOT NULL,
    kek_version BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    revision BIGINT NOT NULL,
    mac BYTEA NOT NULL,
    PRIMARY KEY (domain, id)
);

CREATE TABLE setting (
    domain BYTEA NOT NULL,
    name TEXT NOT NULL,
    value TEXT NOT NULL,
    revision BIGINT NOT NULL,
    mac BYTEA NOT NULL,
    PRIMARY KEY (domain, name)
);

CREATE TABLE set_head (
    domain BYTEA NOT NULL,
    name TEXT NOT NULL,
    id BYTEA NOT NULL,
    digest BYTEA NOT NULL,
    revision BIGINT NOT NULL,
    mac BYTEA NOT NULL,
    PRIMARY KEY (domain, name)
);

CREATE TABLE managed_key (
    domain BYTEA NOT NULL,
    id BYTEA NOT NULL,
    name TEXT NOT NULL,
    name_folded TEXT NOT NULL,
    pair BYTEA,
    algorithm TEXT NOT NULL,
    bits BIGINT NOT NULL,
    curve TEXT,
    part TEXT NOT NULL,
    owner BYTEA NOT NULL,
    description TEXT NOT NULL,
    next_version BIGINT NOT NULL,
    allow_client_iv BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    deleted_at BIGINT,
    parts BYTEA NOT NULL,
    revision BIGINT NOT NULL,
    mac BYTEA NOT NULL,
    PRIMARY KEY (domain, id)
);
CREATE UNIQUE INDEX managed_key_name ON managed_key (domain, name_folded) WHERE deleted_at IS NULL;
CREATE INDEX managed_key_pair ON managed_key (domain, pair) WHERE pair IS NOT NULL;
CREATE INDEX managed_key_owner ON managed_key (domain, owner);

-- What stands here is covered by the column parts of its key.
CREATE TABLE key_label (
    domain BYTEA NOT NULL,
    managed_key BYTEA NOT NULL,
    name TEXT NOT NULL,
    value TEXT NOT NULL,
    PRIMARY KEY (domain, managed_key, name)
);
CREATE INDEX key_label_value ON key_label (domain, name, value);

CREATE TABLE key_permission (
    domain BYTEA NOT NULL,
    managed_key BYTEA NOT NULL,
    action TEXT NOT NULL,
    grantee BYTEA NOT NULL,
    PRIMARY KEY (domain, managed_key, action, grantee)
);
CREATE INDEX key_permission_grantee ON key_permission (domain, grantee, action);

CREATE TABLE key_version (
    domain BYTEA NOT NULL,
    id BYTEA NOT NULL,
    managed_key BYTEA NOT NULL,
    number BIGINT NOT NULL,
    usage_mask BIGINT NOT NULL,
    activation BIGINT,
    process_start BIGINT,
    protect_stop BIGINT,
    deactivation BIGINT,
    deactivated_at BIGINT,
    suspended_at BIGINT,
    compromised_at BIGINT,
    compromise_occurred BIGINT,
    destroyed_at BIGINT,
    archived_at BIGINT,
    unexportable BIGINT NOT NULL,
    undeletable BIGINT NOT NULL,
    ever_exported BIGINT NOT NULL,
    origin TEXT NOT NULL,
    provider TEXT NOT NULL,
    public_key BYTEA NOT NULL,
    material BYTEA,
    kek_version BIGINT NOT NULL,
    reserved_uses BIGINT NOT NULL,
    revocation_reason TEXT,
    revocation_message TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    deleted_at BIGINT,
    revision BIGINT NOT NULL,
    mac BYTEA NOT NULL,
    PRIMARY KEY (domain, id)
);
CREATE UNIQUE INDEX key_version_number ON key_version (domain, managed_key, number);
CREATE INDEX key_version_created ON key_version (domain, created_at, id) WHERE deleted_at IS NULL;

CREATE TABLE transition (
    domain BYTEA NOT NULL,
    version BYTEA NOT NULL,
    id BYTEA NOT NULL,
    at BIGINT NOT NULL,
    from_state TEXT NOT NULL,
    to_state TEXT NOT NULL,
    reason TEXT NOT NULL,
    message TEXT NOT NULL,
    actor BYTEA NOT NULL,
    mac BYTEA NOT NULL,
    PRIMARY KEY (domain, version, id)
);

CREATE TABLE user_account (
    domain BYTEA NOT NULL,
    id BYTEA NOT NULL,
    username TEXT NOT NULL,
    username_folded TEXT NOT NULL,
    name TEXT NOT NULL,
    nickname TEXT NOT NULL,
    email TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    password_changed_at BIGINT,
    credential_revision BIGINT NOT NULL,
    revision BIGINT NOT NULL,
    mac BYTEA NOT NULL,
    PRIMARY KEY (domain, id)
);
CREATE UNIQUE INDEX user_account_name ON user_account (domain, username_folded);

CREATE TABLE credential (
    domain BYTEA NOT NULL,
    user_id BYTEA NOT NULL,
    salt BYTEA NOT NULL,
    hash BYTEA NOT NULL,
    memory_kib BIGINT NOT NULL,
    iterations BIGINT NOT NULL,
    parallelism BIGINT NOT NULL,
    revision BIGINT NOT NULL,
    mac BYTEA NOT NULL,
    PRIMARY KEY (domain, user_id)
);

CREATE TABLE user_group (
    domain BYTEA NOT NULL,
    id BYTEA NOT NULL,
    name TEXT NOT NULL,
    name_folded TEXT NOT NULL,
    description TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    revision BIGINT NOT NULL,
    mac BYTEA NOT NULL,
    PRIMARY KEY (domain, id)
);
CREATE UNIQUE INDEX user_group_name ON user_group (domain, name_folded);

CREATE TABLE membership (
    domain BYTEA NOT NULL,
    group_id BYTEA NOT NULL,
    user_id BYTEA NOT NULL,
    mac BYTEA NOT NULL,
    PRIMARY KEY (domain, group_id, user_id)
);
CREATE INDEX membership_user ON membership (domain, user_id);

CREATE TABLE session (
    domain BYTEA NOT NULL,
    id BYTEA NOT NULL,
    user_id BYTEA NOT NULL,
    generation BIGINT NOT NULL,
    credential_revision BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    unused_lifetime BIGINT NOT NULL,
    ends_at BIGINT,
    revoked_at BIGINT,
    revoked_tokens BIGINT NOT NULL,
    revision BIGINT NOT NULL,
    mac BYTEA NOT NULL,
    PRIMARY KEY (domain, id)
);

CREATE TABLE revoked_token (
    domain BYTEA NOT NULL,
    session BYTEA NOT NULL,
    nonce TEXT NOT NULL,
    revoked_at BIGINT NOT NULL,
    mac BYTEA NOT NULL,
    PRIMARY KEY (domain, session, nonce)
);

CREATE TABLE idempotency (
    domain BYTEA NOT NULL,
    caller BYTEA NOT NULL,
    request_key TEXT NOT NULL,
    request_mac TEXT NOT NULL,
    result BYTEA NOT NULL,
    created_at BIGINT NOT NULL,
    mac BYTEA NOT NULL,
    PRIMARY KEY (domain, caller, request_key)
);

-- Ordered by time: the sweeper reads only what is due.
CREATE TABLE due (
    due_at BIGINT NOT NULL,
    domain BYTEA NOT NULL,
    kind TEXT NOT NULL,
    object BYTEA NOT NULL,
    PRIMARY KEY (due_at, domain, kind, object)
);

-- The leaves of the log, in the order of commits: seq is the index in the tree. The other columns repeat what the leaf
-- says, to be searched; the leaf is the truth.
CREATE TABLE event (
    seq BIGINT NOT NULL,
    kind TEXT NOT NULL,
    domain BYTEA NOT NULL,
    at BIGINT NOT NULL,
    actor BYTEA,
    op TEXT NOT NULL,
    target BYTEA,
    outcome TEXT NOT NULL,
    source TEXT NOT NULL,
    request BYTEA,
    leaf BYTEA NOT NULL,
    mac BYTEA,
    PRIMARY KEY (seq)
);
CREATE INDEX event_target ON event (domain, target, seq);

-- For each seal, what its frames are about (n frames that stand for items events), so that a search opens only the segments
-- that it needs. No target, no actor is sixteen zero bytes.
CREATE TABLE seal_index (
    domain BYTEA NOT NULL,
    seal BIGINT NOT NULL,
    target BYTEA NOT NULL,
    actor BYTEA NOT NULL,
    op TEXT NOT NULL,
    outcome TEXT NOT NULL,
    n BIGINT NOT NULL,
    items BIGINT NOT NULL,
    first_at BIGINT NOT NULL,
    last_at BIGINT NOT NULL,
    PRIMARY KEY (domain, seal, target, actor, op, outcome)
);
CREATE INDEX seal_index_target ON seal_index (domain, target, seal);

-- Signed statements of how long the log is; the edge is the tree's, to go on from. One an hour is kept for good.
CREATE TABLE checkpoint (
    size BIGINT NOT NULL,
    at BIGINT NOT NULL,
    hourly BIGINT NOT NULL,
    edge BYTEA NOT NULL,
    note TEXT NOT NULL,
    PRIMARY KEY (size)
);
