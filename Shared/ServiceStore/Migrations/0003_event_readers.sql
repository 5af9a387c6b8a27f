-- How far each reader of this service's events has come, by name, and who reads for it now.
CREATE TABLE IF NOT EXISTS event_readers (
    name text PRIMARY KEY,
    -- The last event that was delivered.
    position bigint NOT NULL,
    -- Which replica reads, and until when the others leave it to that one.
    holder uuid NOT NULL,
    held_until timestamptz NOT NULL
);
ALTER TABLE event_readers ENABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS system ON event_readers;
DO $$DECLARE
    serving text := quote_ident(current_schema());
    system text := quote_ident(current_schema() || '_system');
BEGIN
    EXECUTE format('CREATE POLICY system ON event_readers TO %s USING (true)', system);
    EXECUTE format('REVOKE ALL ON event_readers FROM %s', serving);
END$$;
