-- The deployment-wide tables: deployment, event, checkpoint. All others begin with the domain.

CREATE TABLE deployment (
    domain BLOB NOT NULL,
    id BLOB NOT NULL,
    created_at BIGINT NOT NULL,
    mac BLOB NOT NULL,
    PRIMARY KEY (domain)
) WITHOUT ROWID;

CREATE TABLE kek (
    domain BLOB NOT NULL,
    kind TEXT NOT NULL,
    version BIGINT NOT NULL,
    id BLOB NOT NULL,
    parent BLOB NOT NULL,
    parent_version BIGINT NOT NULL,
    wrapped BLOB NOT NULL,
    reserved_wraps BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    mac BLOB NOT NULL,
    PRIMARY KEY (domain, kind, version)
) WITHOUT ROWID;

CREATE TABLE system_key (
    domain BLOB NOT NULL,
    id BLOB NOT NULL,
    purpose TEXT NOT NULL,
    version BIGINT NOT NULL,
    wrapped BLOB NOT NULL,
    public_key BLOB NOT NULL,
    certificate BLOB NOT NULL,
    kek_version BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    revision BIGINT NOT NULL,
    mac BLOB NOT NULL,
    PRIMARY KEY (domain, id)
) WITHOUT ROWID;

CREATE TABLE setting (
    domain BLOB NOT NULL,
    name TEXT NOT NULL,
    value TEXT NOT NULL,
    revision BIGINT NOT NULL,
    mac BLOB NOT NULL,
    PRIMARY KEY (domain, name)
) WITHOUT ROWID;

CREATE TABLE set_head (
    domain BLOB NOT NULL,
    name TEXT NOT NULL,
    id BLOB NOT NULL,
    digest BLOB NOT NULL,
    revision BIGINT NOT NULL,
    mac BLOB NOT NULL,
    PRIMARY KEY (domain, name)
) WITHOUT ROWID;

CREATE TABLE managed_key (
    domain BLOB NOT NULL,
    id BLOB NOT NULL,
    name TEXT NOT NULL,
    name_folded TEXT NOT NULL,
    pair BLOB,
    algorithm TEXT NOT NULL,
    bits BIGINT NOT NULL,
    curve TEXT,
    part TEXT NOT NULL,
    owner BLOB NOT NULL,
    description TEXT NOT NULL,
    next_version BIGINT NOT NULL,
    allow_client_iv BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    deleted_at BIGINT,
    parts BLOB NOT NULL,
    revision BIGINT NOT NULL,
    mac BLOB NOT NULL,
    PRIMARY KEY (domain, id)
);
CREATE UNIQUE INDEX managed_key_name ON managed_key (domain, name_folded) WHERE deleted_at IS NULL;
CREATE INDEX managed_key_pair ON managed_key (domain, pair) WHERE pair IS NOT NULL;
CREATE INDEX managed_key_owner ON managed_key (domain, owner);

-- What stands here is covered by the column parts of its key.
CREATE TABLE key_label (
    domain BLOB NOT NULL,
    managed_key BLOB NOT NULL,
    name TEXT NOT NULL,
    value TEXT NOT NULL,
    PRIMARY KEY (domain, managed_key, name)
) WITHOUT ROWID;
CREATE INDEX key_label_value ON key_label (domain, name, value);

CREATE TABLE key_permission (
    domain BLOB NOT NULL,
    managed_key BLOB NOT NULL,
    action TEXT NOT NULL,
    grantee BLOB NOT NULL,
    PRIMARY KEY (domain, managed_key, action, grantee)
) WITHOUT ROWID;
CREATE INDEX key_permission_grantee ON key_permission (domain, grantee, action);

CREATE TABLE key_version (
    domain BLOB NOT NULL,
    id BLOB NOT NULL,
    managed_key BLOB NOT NULL,
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
    public_key BLOB NOT NULL,
    material BLOB,
    kek_version BIGINT NOT NULL,
    reserved_uses BIGINT NOT NULL,
    revocation_reason TEXT,
    revocation_message TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    deleted_at BIGINT,
    revision BIGINT NOT NULL,
    mac BLOB NOT NULL,
    PRIMARY KEY (domain, id)
);
CREATE UNIQUE INDEX key_version_number ON key_version (domain, managed_key, number);
CREATE INDEX key_version_created ON key_version (domain, created_at, id) WHERE deleted_at IS NULL;

CREATE TABLE transition (
    domain BLOB NOT NULL,
    version BLOB NOT NULL,
    id BLOB NOT NULL,
    at BIGINT NOT NULL,
    from_state TEXT NOT NULL,
    to_state TEXT NOT NULL,
    reason TEXT NOT NULL,
    message TEXT NOT NULL,
    actor BLOB NOT NULL,
    mac BLOB NOT NULL,
    PRIMARY KEY (domain, version, id)
) WITHOUT ROWID;

CREATE TABLE user_account (
    domain BLOB NOT NULL,
    id BLOB NOT NULL,
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
    mac BLOB NOT NULL,
    PRIMARY KEY (domain, id)
) WITHOUT ROWID;
CREATE UNIQUE INDEX user_account_name ON user_account (domain, username_folded);

CREATE TABLE credential (
    domain BLOB NOT NULL,
    user_id BLOB NOT NULL,
    salt BLOB NOT NULL,
    hash BLOB NOT NULL,
    memory_kib BIGINT NOT NULL,
    iterations BIGINT NOT NULL,
    parallelism BIGINT NOT NULL,
    revision BIGINT NOT NULL,
    mac BLOB NOT NULL,
    PRIMARY KEY (domain, user_id)
) WITHOUT ROWID;

CREATE TABLE user_group (
    domain BLOB NOT NULL,
    id BLOB NOT NULL,
    name TEXT NOT NULL,
    name_folded TEXT NOT NULL,
    description TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    revision BIGINT NOT NULL,
    mac BLOB NOT NULL,
    PRIMARY KEY (domain, id)
) WITHOUT ROWID;
CREATE UNIQUE INDEX user_group_name ON user_group (domain, name_folded);

CREATE TABLE membership (
    domain BLOB NOT NULL,
    group_id BLOB NOT NULL,
    user_id BLOB NOT NULL,
    mac BLOB NOT NULL,
    PRIMARY KEY (domain, group_id, user_id)
) WITHOUT ROWID;
CREATE INDEX membership_user ON membership (domain, user_id);

CREATE TABLE session (
    domain BLOB NOT NULL,
    id BLOB NOT NULL,
    user_id BLOB NOT NULL,
    generation BIGINT NOT NULL,
    credential_revision BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    unused_lifetime BIGINT NOT NULL,
    ends_at BIGINT,
    revoked_at BIGINT,
    revoked_tokens BIGINT NOT NULL,
    revision BIGINT NOT NULL,
    mac BLOB NOT NULL,
    PRIMARY KEY (domain, id)
) WITHOUT ROWID;

CREATE TABLE revoked_token (
    domain BLOB NOT NULL,
    session BLOB NOT NULL,
    nonce TEXT NOT NULL,
    revoked_at BIGINT NOT NULL,
    mac BLOB NOT NULL,
    PRIMARY KEY (domain, session, nonce)
) WITHOUT ROWID;

CREATE TABLE idempotency (
    domain BLOB NOT NULL,
    caller BLOB NOT NULL,
    request_key TEXT NOT NULL,
    request_mac TEXT NOT NULL,
    result BLOB NOT NULL,
    created_at BIGINT NOT NULL,
    mac BLOB NOT NULL,
    PRIMARY KEY (domain, caller, request_key)
) WITHOUT ROWID;

-- Ordered by time: the sweeper reads only what is due.
CREATE TABLE due (
    due_at BIGINT NOT NULL,
    domain BLOB NOT NULL,
    kind TEXT NOT NULL,
    object BLOB NOT NULL,
    PRIMARY KEY (due_at, domain, kind, object)
) WITHOUT ROWID;

-- The leaves of the log, in the order of commits: seq is the index in the tree. The other columns repeat what the leaf
-- says, to be searched; the leaf is the truth.
CREATE TABLE event (
    seq INTEGER NOT NULL,
    kind TEXT NOT NULL,
    domain BLOB NOT NULL,
    at BIGINT NOT NULL,
    actor BLOB,
    op TEXT NOT NULL,
    target BLOB,
    outcome TEXT NOT NULL,
    source TEXT NOT NULL,
    request BLOB,
    leaf BLOB NOT NULL,
    mac BLOB,
    PRIMARY KEY (seq)
);
CREATE INDEX event_target ON event (domain, target, seq);

-- For each seal, what its frames are about (n frames that stand for items events), so that a search opens only the segments
-- that it needs. No target, no actor is sixteen zero bytes.
CREATE TABLE seal_index (
    domain BLOB NOT NULL,
    seal BIGINT NOT NULL,
    target BLOB NOT NULL,
    actor BLOB NOT NULL,
    op TEXT NOT NULL,
    outcome TEXT NOT NULL,
    n BIGINT NOT NULL,
    items BIGINT NOT NULL,
    first_at BIGINT NOT NULL,
    last_at BIGINT NOT NULL,
    PRIMARY KEY (domain, seal, target, actor, op, outcome)
) WITHOUT ROWID;
CREATE INDEX seal_index_target ON seal_index (domain, target, seal);

-- Signed statements of how long the log is; the edge is the tree's, to go on from. One an hour is kept for good.
CREATE TABLE checkpoint (
    size BIGINT NOT NULL,
    at BIGINT NOT NULL,
    hourly BIGINT NOT NULL,
    edge BLOB NOT NULL,
    note TEXT NOT NULL,
    PRIMARY KEY (size)
) WITHOUT ROWID;
