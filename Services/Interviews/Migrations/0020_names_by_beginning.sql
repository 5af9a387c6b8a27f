-- The same of one company and of one feeder: how long theirs take, and when one last changed.
CREATE INDEX IF NOT EXISTS interview_processes_of_company_started
    ON interview_processes (org_id, company_key, started_at);
CREATE INDEX IF NOT EXISTS interview_processes_of_feeder_started
    ON interview_processes (org_id, feeder_key, started_at);
