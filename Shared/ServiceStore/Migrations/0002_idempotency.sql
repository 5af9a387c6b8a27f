-- What was answered to requests with an Idempotency-Key, for as long as they may come again.
CREATE TABLE IF NOT EXISTS idempotency_keys (
    -- The organization or person whose rows the request is about.
    tenant_id uuid NOT NULL,
    -- Who came with the key: the kind of principal, and which.
    principal text NOT NULL,
    operation text NOT NULL,
    key text NOT NULL,
    request_sha256 bytea NOT NULL,
    -- Empty while the request is at work, which nobody else ever sees.
    status smallint,
    body bytea,
    version integer,
    created_at timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, principal, operation, key)
);
CREATE INDEX IF NOT EXISTS idempotency_keys_by_age ON idempotency_keys (created_at);

ALTER TABLE idempotency_keys ENABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS tenant ON idempotency_keys;
CREATE POLICY tenant ON idempotency_keys USING (
    tenant_id = (SELECT COALESCE(
        NULLIF(current_setting('vouch.org_id', true), ''),
        NULLIF(current_setting('vouch.person_id', true), '')
    )::uuid)
);
DROP POLICY IF EXISTS system ON idempotency_keys;
DO $$BEGIN
    EXECUTE format(
        'CREATE POLICY system ON idempotency_keys TO %I USING (true)',
        current_schema() || '_system'
    );
END$$;
