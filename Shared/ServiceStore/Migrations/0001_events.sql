-- What happened, in the words of the service: the audit trail, and the outbox that other services
-- are fed from. Payloads are JSON of identifiers, words of ours, numbers and dates.
CREATE TABLE IF NOT EXISTS events (
    id uuid PRIMARY KEY,
    -- Whose it is: an organization's, a person's, or nobody's.
    org_id uuid,
    person_id uuid,
    tenant_id uuid GENERATED ALWAYS AS (COALESCE(org_id, person_id)) STORED,
    aggregate text NOT NULL,
    aggregate_id uuid NOT NULL,
    type text NOT NULL,
    version integer NOT NULL,
    payload text NOT NULL,
    actor_kind text,
    actor_id uuid,
    -- Where the actor is one of our services.
    actor_service text,
    caused_by uuid,
    reverses uuid,
    occurred_at timestamptz NOT NULL,
    -- Given after commit: the order in which events came to be seen. A reader's place in any other
    -- order would pass over what is committed late.
    position bigint UNIQUE
);
CREATE INDEX IF NOT EXISTS events_of_aggregate
    ON events (tenant_id, aggregate_id, occurred_at, id);
CREATE INDEX IF NOT EXISTS events_without_position
    ON events (occurred_at, id) WHERE position IS NULL;

-- One row: the last position that was given. Its lock lets one relay work at a time.
CREATE TABLE IF NOT EXISTS event_positions (
    singleton boolean PRIMARY KEY CHECK (singleton),
    last bigint NOT NULL
);
INSERT INTO event_positions (singleton, last) VALUES (true, 0) ON CONFLICT DO NOTHING;

ALTER TABLE events ENABLE ROW LEVEL SECURITY;
ALTER TABLE event_positions ENABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS tenant ON events;
-- One comparison, for an index is of no use to two of which either may hold.
CREATE POLICY tenant ON events USING (
    tenant_id = (SELECT COALESCE(
        NULLIF(current_setting('vouch.org_id', true), ''),
        NULLIF(current_setting('vouch.person_id', true), '')
    )::uuid)
);
DROP POLICY IF EXISTS system ON events;
DROP POLICY IF EXISTS system ON event_positions;
DO $$DECLARE
    serving text := quote_ident(current_schema());
    system text := quote_ident(current_schema() || '_system');
BEGIN
    EXECUTE format('CREATE POLICY system ON events TO %s USING (true)', system);
    EXECUTE format('CREATE POLICY system ON event_positions TO %s USING (true)', system);
    -- What happened cannot be changed; only the relay adds a position.
    EXECUTE format('REVOKE UPDATE, DELETE ON events FROM %s', serving);
    EXECUTE format('REVOKE DELETE ON events FROM %s', system);
    EXECUTE format('REVOKE ALL ON event_positions FROM %s', serving);
END$$;
