-- Totals of one feeder with whatever company, for counting them again. Counts are no part of these
-- indexes, so that changing one touches none of them.
CREATE INDEX IF NOT EXISTS interview_totals_of_feeder ON interview_totals (org_id, feeder);
CREATE INDEX IF NOT EXISTS interview_ages_of_feeder ON interview_ages (org_id, feeder);
CREATE INDEX IF NOT EXISTS interview_stage_totals_of_feeder
    ON interview_stage_totals (org_id, feeder);
