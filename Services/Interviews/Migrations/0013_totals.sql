-- Counts without days, so that a report of everything reads a handful of rows, however many
-- processes there are. Each is kept four times: for a company and a feeder, for either with `any`
-- (all ones) in place of the other, and for `any` of both. All of it is kept in the transaction
-- that changes a process, and filled here from what there was before.

-- The counts of tallies, of all days.
CREATE TABLE IF NOT EXISTS interview_totals (
    org_id uuid NOT NULL,
    company uuid NOT NULL,
    feeder uuid NOT NULL,
    metric text COLLATE "C" NOT NULL,
    count bigint NOT NULL,
    PRIMARY KEY (org_id, company, feeder, metric)
);
ALTER TABLE interview_totals ENABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS tenant ON interview_totals;
CREATE POLICY tenant ON interview_totals TO interviews
    USING (org_id = (SELECT NULLIF(current_setting('vouch.org_id', true), '')::uuid));

-- How many days processes took or, where time is running, on which day since 1970 it began to.
CREATE TABLE IF NOT EXISTS interview_ages (
    org_id uuid NOT NULL,
    company uuid NOT NULL,
    feeder uuid NOT NULL,
    status text COLLATE "C" NOT NULL,
    day integer NOT NULL,
    count bigint NOT NULL,
    PRIMARY KEY (org_id, company, feeder, status, day)
);
ALTER TABLE interview_ages ENABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS tenant ON interview_ages;
CREATE POLICY tenant ON interview_ages TO interviews
    USING (org_id = (SELECT NULLIF(current_setting('vouch.org_id', true), '')::uuid));

-- Stages of one name: how many have an outcome, how many of them a rating, and its sum.
CREATE TABLE IF NOT EXISTS interview_stage_totals (
    org_id uuid NOT NULL,
    name_key text COLLATE "C" NOT NULL,
    company uuid NOT NULL,
    feeder uuid NOT NULL,
    outcome text COLLATE "C" NOT NULL,
    count bigint NOT NULL,
    overall_n bigint NOT NULL,
    overall bigint NOT NULL,
    technical_n bigint NOT NULL,
    technical bigint NOT NULL,
    culture_n bigint NOT NULL,
    culture bigint NOT NULL,
    communication_n bigint NOT NULL,
    communication bigint NOT NULL,
    PRIMARY KEY (org_id, name_key, company, feeder, outcome)
);
ALTER TABLE interview_stage_totals ENABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS tenant ON interview_stage_totals;
CREATE POLICY tenant ON interview_stage_totals TO interviews
    USING (org_id = (SELECT NULLIF(current_setting('vouch.org_id', true), '')::uuid));

-- The latest notes of stages of one name.
CREATE INDEX IF NOT EXISTS interview_stages_notes
    ON interview_stages (org_id, name_key, updated_at DESC, id) WHERE feedback_notes IS NOT NULL;

INSERT INTO interview_totals
SELECT m.org_id, coalesce(m.company, 'ffffffff-ffff-ffff-ffff-ffffffffffff'),
    coalesce(m.feeder, 'ffffffff-ffff-ffff-ffff-ffffffffffff'), m.metric, sum(m.change)
FROM interview_movements m
GROUP BY m.org_id, m.metric, CUBE (m.company, m.feeder) HAVING sum(m.change) <> 0
ON CONFLICT DO NOTHING;

WITH counted AS MATERIALIZED (
    -- Which company and feeder a process is counted under.
    SELECT m.org_id, m.process_id AS id, m.company, m.feeder FROM interview_movements m
    WHERE m.metric = 'started'
    GROUP BY m.org_id, m.process_id, m.company, m.feeder HAVING sum(m.change) > 0
), ages AS (
    INSERT INTO interview_ages
    SELECT p.org_id, coalesce(c.company, 'ffffffff-ffff-ffff-ffff-ffffffffffff'),
        coalesce(c.feeder, 'ffffffff-ffff-ffff-ffff-ffffffffffff'), p.status, d.day, count(*)
    FROM interview_processes p JOIN counted c USING (org_id, id)
    CROSS JOIN LATERAL (SELECT ((p.started_at + p.held_microseconds * interval '1 microsecond')
        AT TIME ZONE 'UTC')::date AS day) began
    CROSS JOIN LATERAL (SELECT CASE WHEN p.status IN ('in_progress', 'offer_extended')
        THEN began.day - '1970-01-01' ELSE greatest(0,
            (coalesce(p.ended_at, p.held_since) AT TIME ZONE 'UTC')::date - began.day)
        END AS day) d
    GROUP BY p.org_id, p.status, d.day, CUBE (c.company, c.feeder)
    ON CONFLICT DO NOTHING
)
INSERT INTO interview_stage_totals
SELECT s.org_id, s.name_key, coalesce(c.company, 'ffffffff-ffff-ffff-ffff-ffffffffffff'),
    coalesce(c.feeder, 'ffffffff-ffff-ffff-ffff-ffffffffffff'), s.outcome, count(*),
    count(s.overall_rating), coalesce(sum(s.overall_rating), 0),
    count(s.technical_rating), coalesce(sum(s.technical_rating), 0),
    count(s.culture_fit_rating), coalesce(sum(s.culture_fit_rating), 0),
    count(s.communication_rating), coalesce(sum(s.communication_rating), 0)
FROM interview_stages s
JOIN counted c ON c.org_id = s.org_id AND c.id = s.interview_process_id
GROUP BY s.org_id, s.name_key, s.outcome, CUBE (c.company, c.feeder)
ON CONFLICT DO NOTHING;
