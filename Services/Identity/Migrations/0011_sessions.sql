-- What a sign-in leaves behind. All of it is the system role's: none of these rows is known to
-- belong to an organization before it has been read.

-- A sign-in on one device: a family of refresh tokens, each good once.
CREATE TABLE IF NOT EXISTS sessions (
    id uuid PRIMARY KEY,
    account_id uuid NOT NULL REFERENCES accounts ON DELETE CASCADE,
    -- Where the account is signed in; neither for a person.
    org_id uuid,
    user_id uuid,
    -- The member's count when the session began there.
    cut_offs integer NOT NULL DEFAULT 0,
    created_at timestamptz NOT NULL,
    ended_at timestamptz,
    -- When the last of its refresh tokens expires.
    expires_at timestamptz NOT NULL,
    CHECK ((org_id IS NULL) = (user_id IS NULL))
);
CREATE INDEX IF NOT EXISTS sessions_of_account ON sessions (account_id);
CREATE INDEX IF NOT EXISTS sessions_expired ON sessions (expires_at);
ALTER TABLE sessions ENABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS system ON sessions;
CREATE POLICY system ON sessions TO identity_system USING (true);

CREATE TABLE IF NOT EXISTS refresh_tokens (
    hash bytea PRIMARY KEY,
    session_id uuid NOT NULL REFERENCES sessions ON DELETE CASCADE,
    expires_at timestamptz NOT NULL,
    -- A used one is kept until it expires: that it comes again ends the session.
    used_at timestamptz
);
CREATE INDEX IF NOT EXISTS refresh_tokens_of_session ON refresh_tokens (session_id);
CREATE INDEX IF NOT EXISTS refresh_tokens_expired ON refresh_tokens (expires_at);
ALTER TABLE refresh_tokens ENABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS system ON refresh_tokens;
CREATE POLICY system ON refresh_tokens TO identity_system USING (true);

-- Links that were sent.
CREATE TABLE IF NOT EXISTS one_time_tokens (
    hash bytea PRIMARY KEY,
    purpose text NOT NULL CHECK (purpose IN ('password_reset', 'person_link', 'invitation')),
    email text NOT NULL,
    email_key text NOT NULL,
    -- Whom an invitation is for.
    org_id uuid,
    user_id uuid,
    expires_at timestamptz NOT NULL
);
CREATE INDEX IF NOT EXISTS one_time_tokens_of_address ON one_time_tokens (email_key, purpose);
CREATE INDEX IF NOT EXISTS one_time_tokens_expired ON one_time_tokens (expires_at);
ALTER TABLE one_time_tokens ENABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS system ON one_time_tokens;
CREATE POLICY system ON one_time_tokens TO identity_system USING (true);

-- Messages to be sent. They hold no links: a link is made when its message is, so that no secret
-- ever lies in the database.
CREATE TABLE IF NOT EXISTS mails (
    id uuid PRIMARY KEY,
    purpose text NOT NULL CHECK (purpose IN ('password_reset', 'person_link', 'invitation')),
    email text NOT NULL,
    org_id uuid,
    user_id uuid,
    created_at timestamptz NOT NULL,
    due_at timestamptz NOT NULL,
    tries integer NOT NULL DEFAULT 0
);
CREATE INDEX IF NOT EXISTS mails_due ON mails (due_at, id);
ALTER TABLE mails ENABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS tenant ON mails;
CREATE POLICY tenant ON mails FOR INSERT TO identity WITH CHECK
    (org_id = (SELECT NULLIF(current_setting('vouch.org_id', true), '')::uuid));
DROP POLICY IF EXISTS system ON mails;
CREATE POLICY system ON mails TO identity_system USING (true);

-- When something was tried last, newest first; the key is a hash of an account or an address.
CREATE TABLE IF NOT EXISTS tries (
    key bytea PRIMARY KEY,
    at timestamptz[] NOT NULL,
    last_at timestamptz NOT NULL
);
CREATE INDEX IF NOT EXISTS tries_forgotten ON tries (last_at);
ALTER TABLE tries ENABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS system ON tries;
CREATE POLICY system ON tries TO identity_system USING (true);

-- Whose tokens are no longer believed. Identifiers and moments only, so both roles may write.
CREATE TABLE IF NOT EXISTS revocations (
    subject uuid PRIMARY KEY,
    before timestamptz NOT NULL,
    recorded_at timestamptz NOT NULL
);
CREATE INDEX IF NOT EXISTS revocations_recorded ON revocations (recorded_at, subject);
ALTER TABLE revocations ENABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS everybody ON revocations;
CREATE POLICY everybody ON revocations TO identity, identity_system USING (true);

-- The keys that tokens are signed with, sealed. One row a generation, whoever makes it.
CREATE TABLE IF NOT EXISTS signing_keys (
    generation integer PRIMARY KEY CHECK (generation > 0),
    id text NOT NULL UNIQUE,
    sealed bytea NOT NULL,
    signs_from timestamptz NOT NULL
);
ALTER TABLE signing_keys ENABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS system ON signing_keys;
CREATE POLICY system ON signing_keys TO identity_system USING (true);
