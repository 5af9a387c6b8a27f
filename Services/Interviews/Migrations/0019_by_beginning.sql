-- The processes that began in some days: a report of a quarter reads the latest of them.
CREATE INDEX IF NOT EXISTS interview_processes_started ON interview_processes (org_id, started_at);
