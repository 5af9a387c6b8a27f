-- A report of a quarter reads a few metrics of each feeder: beside the primary key, which finds all
-- metrics of a day together. Without the count, so that counting changes no index.
CREATE INDEX IF NOT EXISTS interview_tallies_metric
    ON interview_tallies (org_id, scope, subject, metric, started_on);
