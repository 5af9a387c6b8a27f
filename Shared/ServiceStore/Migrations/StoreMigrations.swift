public import Postgres

extension ServiceStore {
    /// What every service keeps: events, and the keys of requests that must happen once.
    public static func migrations(of ownership: Ownership) -> [Migration] {
        [
            Migration("0001_events", events(ownership.serving.name, ownership.system.name)),
            Migration("0002_idempotency", idempotency(ownership.serving.name, ownership.system.name)),
        ]
    }

    private static func events(_ serving: String, _ system: String) -> String {
        """
        CREATE TABLE IF NOT EXISTS events (
            id uuid PRIMARY KEY,
            org_id uuid,
            aggregate text NOT NULL,
            aggregate_id uuid NOT NULL,
            type text NOT NULL,
            version integer NOT NULL,
            payload text NOT NULL,
            actor_kind text,
            actor_id uuid,
            caused_by uuid,
            reverses uuid,
            occurred_at timestamptz NOT NULL,
            -- Given after commit; consumers read by it.
            position bigint UNIQUE
        );
        CREATE INDEX IF NOT EXISTS events_of_aggregate
            ON events (org_id, aggregate_id, occurred_at, id);
        CREATE INDEX IF NOT EXISTS events_without_position
            ON events (occurred_at, id) WHERE position IS NULL;
        ALTER TABLE events ENABLE ROW LEVEL SECURITY;
        DROP POLICY IF EXISTS tenant ON events;
        CREATE POLICY tenant ON events TO \(serving)
            USING (org_id = (SELECT NULLIF(current_setting('vouch.org_id', true), '')::uuid));
        DROP POLICY IF EXISTS system ON events;
        CREATE POLICY system ON events TO \(system) USING (true);
        -- What happened cannot be changed.
        REVOKE UPDATE, DELETE ON events FROM \(serving);
        REVOKE DELETE ON events FROM \(system);

        CREATE TABLE IF NOT EXISTS event_positions (
            singleton boolean PRIMARY KEY CHECK (singleton),
            last bigint NOT NULL
        );
        INSERT INTO event_positions VALUES (true, 0) ON CONFLICT DO NOTHING;
        ALTER TABLE event_positions ENABLE ROW LEVEL SECURITY;
        DROP POLICY IF EXISTS system ON event_positions;
        CREATE POLICY system ON event_positions TO \(system) USING (true);
        """
    }

    private static func idempotency(_ serving: String, _ system: String) -> String {
        """
        CREATE TABLE IF NOT EXISTS idempotency_keys (
            org_id uuid NOT NULL,
            principal_id uuid NOT NULL,
            operation text NOT NULL,
            key text NOT NULL,
            request_sha256 bytea NOT NULL,
            -- Empty while the request is at work, which nobody else ever sees.
            status smallint,
            body bytea,
            version integer,
            created_at timestamptz NOT NULL,
            PRIMARY KEY (org_id, principal_id, operation, key)
        );
        CREATE INDEX IF NOT EXISTS idempotency_keys_by_age ON idempotency_keys (created_at);
        ALTER TABLE idempotency_keys ENABLE ROW LEVEL SECURITY;
        DROP POLICY IF EXISTS tenant ON idempotency_keys;
        CREATE POLICY tenant ON idempotency_keys TO \(serving)
            USING (org_id = (SELECT NULLIF(current_setting('vouch.org_id', true), '')::uuid));
        DROP POLICY IF EXISTS system ON idempotency_keys;
        CREATE POLICY system ON idempotency_keys TO \(system) USING (true);
        """
    }
}
