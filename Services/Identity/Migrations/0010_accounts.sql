-- Who signs in, where they are members, and what they sign in with.
--
-- Tables without an organization's column belong to no tenant: their one policy is the system
-- role's, and the serving role sees nothing of them.

CREATE TABLE IF NOT EXISTS organizations (
    id uuid PRIMARY KEY,
    version integer NOT NULL,
    name text NOT NULL,
    kind text NOT NULL CHECK (kind IN ('agency', 'company')),
    verified boolean NOT NULL,
    description text,
    site text,
    domains text[] NOT NULL,
    logo_address text,
    mission text,
    vision text,
    "values" text[] NOT NULL,
    created_at timestamptz NOT NULL
);
ALTER TABLE organizations ENABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS tenant ON organizations;
CREATE POLICY tenant ON organizations TO identity
    USING (id = (SELECT NULLIF(current_setting('vouch.org_id', true), '')::uuid));
DROP POLICY IF EXISTS system ON organizations;
CREATE POLICY system ON organizations TO identity_system USING (true);

-- An e-mail address and, for most, a password.
CREATE TABLE IF NOT EXISTS accounts (
    id uuid PRIMARY KEY,
    email text NOT NULL,
    email_key text NOT NULL UNIQUE,
    password_hash text,
    -- Whoever opened the account has shown that they read its mail.
    proven_at timestamptz,
    created_at timestamptz NOT NULL
);
ALTER TABLE accounts ENABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS system ON accounts;
CREATE POLICY system ON accounts TO identity_system USING (true);

-- Members of organizations.
CREATE TABLE IF NOT EXISTS users (
    org_id uuid NOT NULL REFERENCES organizations,
    id uuid NOT NULL,
    -- Nobody's until the invitation is accepted.
    account_id uuid REFERENCES accounts,
    version integer NOT NULL,
    name text NOT NULL,
    -- By which lists are sorted: the same in every locale.
    name_key text COLLATE "C" NOT NULL,
    email text NOT NULL,
    email_key text NOT NULL,
    role text NOT NULL
        CHECK (role IN ('admin', 'recruiter', 'hiring_manager', 'tech_lead', 'interviewer')),
    status text NOT NULL CHECK (status IN ('invited', 'active', 'disabled')),
    -- Counts how often the member was cut off: sessions from before do not come back. A counter,
    -- because replicas' clocks differ.
    cut_offs integer NOT NULL DEFAULT 0,
    created_at timestamptz NOT NULL,
    last_signed_in_at timestamptz,
    PRIMARY KEY (org_id, id),
    UNIQUE (org_id, email_key),
    CHECK (status <> 'active' OR account_id IS NOT NULL)
);
CREATE INDEX IF NOT EXISTS users_listed ON users (org_id, name_key, id);
CREATE INDEX IF NOT EXISTS users_of_role ON users (org_id, role, status);
CREATE INDEX IF NOT EXISTS users_of_account ON users (account_id);
ALTER TABLE users ENABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS tenant ON users;
CREATE POLICY tenant ON users TO identity
    USING (org_id = (SELECT NULLIF(current_setting('vouch.org_id', true), '')::uuid));
DROP POLICY IF EXISTS system ON users;
CREATE POLICY system ON users TO identity_system USING (true);

-- Humans with an account of their own.
CREATE TABLE IF NOT EXISTS persons (
    id uuid PRIMARY KEY,
    account_id uuid NOT NULL UNIQUE REFERENCES accounts,
    email text NOT NULL,
    created_at timestamptz NOT NULL
);
ALTER TABLE persons ENABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS person ON persons;
CREATE POLICY person ON persons TO identity
    USING (id = (SELECT NULLIF(current_setting('vouch.person_id', true), '')::uuid));
DROP POLICY IF EXISTS system ON persons;
CREATE POLICY system ON persons TO identity_system USING (true);

-- Programs of an organization.
CREATE TABLE IF NOT EXISTS api_keys (
    org_id uuid NOT NULL REFERENCES organizations,
    id uuid NOT NULL,
    name text NOT NULL,
    scopes text[] NOT NULL,
    secret_hash bytea NOT NULL UNIQUE,
    created_by uuid NOT NULL,
    created_at timestamptz NOT NULL,
    expires_at timestamptz,
    last_used_at timestamptz,
    PRIMARY KEY (org_id, id)
);
ALTER TABLE api_keys ENABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS tenant ON api_keys;
CREATE POLICY tenant ON api_keys TO identity
    USING (org_id = (SELECT NULLIF(current_setting('vouch.org_id', true), '')::uuid));
DROP POLICY IF EXISTS system ON api_keys;
CREATE POLICY system ON api_keys TO identity_system USING (true);
