-- What reports are added up from. Companies and feeders stand here by the hash of their names.

-- Names of companies and feeders as they were first written.
CREATE TABLE IF NOT EXISTS interview_names (
    org_id uuid NOT NULL,
    id uuid NOT NULL,
    name text NOT NULL,
    PRIMARY KEY (org_id, id)
);
ALTER TABLE interview_names ENABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS tenant ON interview_names;
CREATE POLICY tenant ON interview_names TO interviews
    USING (org_id = (SELECT NULLIF(current_setting('vouch.org_id', true), '')::uuid));

-- What each change added to each count. The counts of any moment are sums of these.
CREATE TABLE IF NOT EXISTS interview_movements (
    org_id uuid NOT NULL,
    at timestamptz NOT NULL,
    process_id uuid NOT NULL,
    company uuid NOT NULL,
    feeder uuid NOT NULL,
    started_on date NOT NULL,
    metric text COLLATE "C" NOT NULL,
    change bigint NOT NULL
);
CREATE INDEX IF NOT EXISTS interview_movements_at ON interview_movements (org_id, at);
CREATE INDEX IF NOT EXISTS interview_movements_of_company
    ON interview_movements (org_id, company, at);
CREATE INDEX IF NOT EXISTS interview_movements_of_feeder
    ON interview_movements (org_id, feeder, at);
ALTER TABLE interview_movements ENABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS tenant ON interview_movements;
CREATE POLICY tenant ON interview_movements TO interviews
    USING (org_id = (SELECT NULLIF(current_setting('vouch.org_id', true), '')::uuid));

-- The counts as they are now: of everything, of each feeder, of each company. Kept in the
-- transaction that changes a process.
CREATE TABLE IF NOT EXISTS interview_tallies (
    org_id uuid NOT NULL,
    scope text NOT NULL CHECK (scope IN ('all', 'feeder', 'company')),
    subject uuid NOT NULL,
    started_on date NOT NULL,
    metric text COLLATE "C" NOT NULL,
    count bigint NOT NULL,
    PRIMARY KEY (org_id, scope, subject, started_on, metric)
);
ALTER TABLE interview_tallies ENABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS tenant ON interview_tallies;
CREATE POLICY tenant ON interview_tallies TO interviews
    USING (org_id = (SELECT NULLIF(current_setting('vouch.org_id', true), '')::uuid));
