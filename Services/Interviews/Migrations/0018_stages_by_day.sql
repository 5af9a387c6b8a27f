-- Stages of one name by the day on which their processes began: of everything, of each feeder, of
-- each company. Kept in the transaction that changes a process, and filled here from what there was:
-- nobody may change it meanwhile.
CREATE TABLE IF NOT EXISTS interview_stage_tallies (
    org_id uuid NOT NULL,
    scope text NOT NULL CHECK (scope IN ('all', 'feeder', 'company')),
    subject uuid NOT NULL,
    name_key text COLLATE "C" NOT NULL,
    started_on date NOT NULL,
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
    PRIMARY KEY (org_id, scope, subject, name_key, started_on, outcome)
);
ALTER TABLE interview_stage_tallies ENABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS tenant ON interview_stage_tallies;
CREATE POLICY tenant ON interview_stage_tallies TO interviews
    USING (org_id = (SELECT NULLIF(current_setting('vouch.org_id', true), '')::uuid));

LOCK TABLE interview_movements, interview_stages IN SHARE MODE;
WITH counted AS MATERIALIZED (
    -- Which company, feeder and day a process is counted under.
    SELECT m.org_id, m.process_id AS id, m.company, m.feeder, m.started_on
    FROM interview_movements m WHERE m.metric = 'started'
    GROUP BY m.org_id, m.process_id, m.company, m.feeder, m.started_on HAVING sum(m.change) > 0
)
INSERT INTO interview_stage_tallies
SELECT s.org_id, k.scope, k.subject, s.name_key, c.started_on, s.outcome, count(*),
    count(s.overall_rating), coalesce(sum(s.overall_rating), 0),
    count(s.technical_rating), coalesce(sum(s.technical_rating), 0),
    count(s.culture_fit_rating), coalesce(sum(s.culture_fit_rating), 0),
    count(s.communication_rating), coalesce(sum(s.communication_rating), 0)
FROM interview_stages s
JOIN counted c ON c.org_id = s.org_id AND c.id = s.interview_process_id
CROSS JOIN LATERAL (VALUES ('all', '00000000-0000-0000-0000-000000000000'::uuid),
    ('company', c.company), ('feeder', c.feeder)) AS k (scope, subject)
GROUP BY s.org_id, k.scope, k.subject, s.name_key, c.started_on, s.outcome
ON CONFLICT DO NOTHING;
