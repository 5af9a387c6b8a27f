-- Movements added up by the day on which they happened, so that an answer about the past adds up
-- days and not every change there ever was. Made afterwards from movements, which stay.

CREATE TABLE IF NOT EXISTS interview_days (
    org_id uuid NOT NULL,
    scope text NOT NULL CHECK (scope IN ('all', 'feeder', 'company')),
    subject uuid NOT NULL,
    day date NOT NULL,
    metric text COLLATE "C" NOT NULL,
    change bigint NOT NULL,
    PRIMARY KEY (org_id, scope, subject, day, metric)
);
ALTER TABLE interview_days ENABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS tenant ON interview_days;
CREATE POLICY tenant ON interview_days FOR SELECT TO interviews
    USING (org_id = (SELECT NULLIF(current_setting('vouch.org_id', true), '')::uuid));
DROP POLICY IF EXISTS system ON interview_days;
CREATE POLICY system ON interview_days TO interviews_system USING (true);

-- Up to which day, itself not included, everybody's movements are added up.
CREATE TABLE IF NOT EXISTS interview_day_mark (
    singleton boolean PRIMARY KEY CHECK (singleton),
    day date NOT NULL
);
INSERT INTO interview_day_mark VALUES (true, '0001-01-01') ON CONFLICT DO NOTHING;
ALTER TABLE interview_day_mark ENABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS everybody ON interview_day_mark;
CREATE POLICY everybody ON interview_day_mark FOR SELECT TO interviews USING (true);
DROP POLICY IF EXISTS system ON interview_day_mark;
CREATE POLICY system ON interview_day_mark TO interviews_system USING (true);

DROP POLICY IF EXISTS system ON interview_movements;
CREATE POLICY system ON interview_movements FOR SELECT TO interviews_system USING (true);
CREATE INDEX IF NOT EXISTS interview_movements_by_time ON interview_movements (at);
