-- Interview processes, their stages and offers, and the jobs they led to. Names in `_key` columns are
-- without case and surrounding space, written by the service: only `=` and `<` on plain columns
-- reach an index under row-level security.

CREATE TABLE IF NOT EXISTS interview_processes (
    org_id uuid NOT NULL,
    id uuid NOT NULL,
    version bigint NOT NULL CHECK (version > 0),
    candidate_id uuid NOT NULL,
    company_name text NOT NULL,
    company_key text COLLATE "C" NOT NULL,
    role_title text NOT NULL,
    role_key text COLLATE "C" NOT NULL,
    status text NOT NULL DEFAULT 'in_progress' CHECK (status IN (
        'in_progress', 'on_hold', 'offer_extended', 'offer_accepted', 'offer_declined',
        'rejected_by_company', 'candidate_withdrew', 'role_closed')),
    feeder_source text,
    feeder_key text COLLATE "C",
    recruiter_name text,
    recruiter_key text COLLATE "C",
    status_note text,
    final_outcome text,
    offer_details jsonb,
    hiring_manager_id uuid,
    assignment_id uuid,
    match_id uuid,
    talent_match_id uuid,
    started_on date,
    interview_score double precision CHECK (interview_score BETWEEN 0 AND 100),
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    -- How it came where it is.
    held_from text CHECK (held_from IN ('in_progress', 'offer_extended')),
    status_before text,
    moved_by uuid,
    cancelled_stages uuid[] NOT NULL,
    settled_offer bigint,
    reason_code text,
    status_at timestamptz NOT NULL,
    -- For durations, which leave time on hold out.
    started_at timestamptz NOT NULL,
    ended_at timestamptz,
    held_since timestamptz,
    held_microseconds bigint NOT NULL CHECK (held_microseconds >= 0),
    -- Begun although another was active.
    is_forced boolean NOT NULL,
    PRIMARY KEY (org_id, id),
    CHECK ((status = 'on_hold') = (held_since IS NOT NULL)),
    CHECK ((final_outcome IS NULL) = (status IN ('in_progress', 'on_hold', 'offer_extended')))
);
-- One active process for candidate, company and role, unless it was forced.
CREATE UNIQUE INDEX IF NOT EXISTS interview_processes_active
    ON interview_processes (org_id, candidate_id, company_key, role_key)
    WHERE status IN ('in_progress', 'on_hold', 'offer_extended') AND NOT is_forced;
CREATE INDEX IF NOT EXISTS idx_interview_processes_candidate_id
    ON interview_processes (org_id, candidate_id, created_at, id);
CREATE INDEX IF NOT EXISTS idx_interview_processes_company_name
    ON interview_processes (org_id, company_key, created_at, id);
CREATE INDEX IF NOT EXISTS idx_interview_processes_status
    ON interview_processes (org_id, status, created_at, id);
CREATE INDEX IF NOT EXISTS idx_interview_processes_feeder_source
    ON interview_processes (org_id, feeder_key, created_at, id);
CREATE INDEX IF NOT EXISTS interview_processes_by_recruiter
    ON interview_processes (org_id, recruiter_key, created_at, id);
CREATE INDEX IF NOT EXISTS interview_processes_by_hiring_manager
    ON interview_processes (org_id, hiring_manager_id, created_at, id);
CREATE INDEX IF NOT EXISTS interview_processes_made
    ON interview_processes (org_id, created_at, id);
CREATE INDEX IF NOT EXISTS interview_processes_changed
    ON interview_processes (org_id, updated_at, id);
ALTER TABLE interview_processes ENABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS tenant ON interview_processes;
CREATE POLICY tenant ON interview_processes TO interviews
    USING (org_id = (SELECT NULLIF(current_setting('vouch.org_id', true), '')::uuid));

-- The words of company and role, for text search.
CREATE TABLE IF NOT EXISTS interview_words (
    org_id uuid NOT NULL,
    word text COLLATE "C" NOT NULL,
    process_id uuid NOT NULL,
    PRIMARY KEY (org_id, word, process_id),
    FOREIGN KEY (org_id, process_id) REFERENCES interview_processes ON DELETE CASCADE
);
CREATE INDEX IF NOT EXISTS interview_words_of ON interview_words (org_id, process_id);
ALTER TABLE interview_words ENABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS tenant ON interview_words;
CREATE POLICY tenant ON interview_words TO interviews
    USING (org_id = (SELECT NULLIF(current_setting('vouch.org_id', true), '')::uuid));

CREATE TABLE IF NOT EXISTS interview_stages (
    org_id uuid NOT NULL,
    id uuid NOT NULL,
    interview_process_id uuid NOT NULL,
    version bigint NOT NULL CHECK (version > 0),
    stage_name text NOT NULL,
    name_key text COLLATE "C" NOT NULL,
    stage_kind text NOT NULL CHECK (stage_kind IN ('phone_screen', 'technical', 'take_home',
        'onsite', 'culture', 'final', 'other', 'offer')),
    stage_order integer NOT NULL CHECK (stage_order > 0),
    attempt integer NOT NULL CHECK (attempt > 0),
    scheduled_date date,
    scheduled_at timestamptz,
    time_zone text,
    completed_date date,
    outcome text NOT NULL DEFAULT 'pending'
        CHECK (outcome IN ('pending', 'passed', 'failed', 'cancelled', 'no_show')),
    overall_rating integer CHECK (overall_rating >= 1 AND overall_rating <= 5),
    technical_rating integer CHECK (technical_rating >= 1 AND technical_rating <= 5),
    culture_fit_rating integer CHECK (culture_fit_rating >= 1 AND culture_fit_rating <= 5),
    communication_rating integer CHECK (communication_rating >= 1 AND communication_rating <= 5),
    feedback_notes text,
    interviewer_names text[] NOT NULL,
    interviewer_ids uuid[] NOT NULL,
    next_steps text,
    no_show_by text CHECK (no_show_by IN ('candidate', 'interviewer')),
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (org_id, id),
    -- Places are exchanged within one statement or transaction.
    CONSTRAINT interview_stages_place UNIQUE (org_id, interview_process_id, stage_order)
        DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY (org_id, interview_process_id) REFERENCES interview_processes ON DELETE CASCADE,
    CHECK (completed_date >= scheduled_date)
);
CREATE INDEX IF NOT EXISTS idx_interview_stages_process_id
    ON interview_stages (org_id, interview_process_id);
CREATE INDEX IF NOT EXISTS idx_interview_stages_outcome
    ON interview_stages (org_id, outcome, scheduled_date);
CREATE INDEX IF NOT EXISTS idx_interview_stages_stage_name
    ON interview_stages (org_id, name_key, outcome);
ALTER TABLE interview_stages ENABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS tenant ON interview_stages;
CREATE POLICY tenant ON interview_stages TO interviews
    USING (org_id = (SELECT NULLIF(current_setting('vouch.org_id', true), '')::uuid));

-- Which member interviews where.
CREATE TABLE IF NOT EXISTS stage_interviewers (
    org_id uuid NOT NULL,
    user_id uuid NOT NULL,
    process_id uuid NOT NULL,
    stage_id uuid NOT NULL,
    PRIMARY KEY (org_id, user_id, process_id, stage_id),
    FOREIGN KEY (org_id, stage_id) REFERENCES interview_stages ON DELETE CASCADE
);
CREATE INDEX IF NOT EXISTS stage_interviewers_of ON stage_interviewers (org_id, stage_id);
ALTER TABLE stage_interviewers ENABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS tenant ON stage_interviewers;
CREATE POLICY tenant ON stage_interviewers TO interviews
    USING (org_id = (SELECT NULLIF(current_setting('vouch.org_id', true), '')::uuid));

CREATE TABLE IF NOT EXISTS interview_offers (
    org_id uuid NOT NULL,
    process_id uuid NOT NULL,
    version bigint NOT NULL CHECK (version > 0),
    status text NOT NULL CHECK (status IN ('draft', 'sent', 'accepted', 'declined', 'withdrawn',
        'expired', 'superseded')),
    details jsonb NOT NULL,
    expires_at timestamptz,
    created_at timestamptz NOT NULL,
    sent_at timestamptz,
    answered_at timestamptz,
    PRIMARY KEY (org_id, process_id, version),
    FOREIGN KEY (org_id, process_id) REFERENCES interview_processes ON DELETE CASCADE
);
-- One with the candidate at a time.
CREATE UNIQUE INDEX IF NOT EXISTS interview_offers_out
    ON interview_offers (org_id, process_id) WHERE status = 'sent';
CREATE INDEX IF NOT EXISTS interview_offers_expiring
    ON interview_offers (expires_at) WHERE status = 'sent';
ALTER TABLE interview_offers ENABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS tenant ON interview_offers;
CREATE POLICY tenant ON interview_offers TO interviews
    USING (org_id = (SELECT NULLIF(current_setting('vouch.org_id', true), '')::uuid));
-- The sweeper finds what expires in every organization; it changes it as the organization's.
DROP POLICY IF EXISTS sweeper ON interview_offers;
CREATE POLICY sweeper ON interview_offers FOR SELECT TO interviews_system
    USING (status = 'sent');

CREATE TABLE IF NOT EXISTS placements (
    org_id uuid NOT NULL,
    id uuid NOT NULL,
    process_id uuid NOT NULL,
    candidate_id uuid NOT NULL,
    company_name text NOT NULL,
    role_title text NOT NULL,
    placement_date date NOT NULL,
    offer_details jsonb,
    ended_on date,
    end_reason text CHECK (end_reason IN
        ('resigned', 'dismissed', 'contract_ended', 'never_started', 'other')),
    version bigint NOT NULL CHECK (version > 0),
    PRIMARY KEY (org_id, id),
    UNIQUE (org_id, process_id),
    FOREIGN KEY (org_id, process_id) REFERENCES interview_processes ON DELETE CASCADE,
    CHECK ((ended_on IS NULL) = (end_reason IS NULL))
);
CREATE INDEX IF NOT EXISTS placements_of_candidate
    ON placements (org_id, candidate_id, placement_date, id);
ALTER TABLE placements ENABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS tenant ON placements;
CREATE POLICY tenant ON placements TO interviews
    USING (org_id = (SELECT NULLIF(current_setting('vouch.org_id', true), '')::uuid));

CREATE TABLE IF NOT EXISTS scorecards (
    org_id uuid NOT NULL,
    id uuid NOT NULL,
    stage_id uuid NOT NULL,
    interviewer_id uuid NOT NULL,
    overall_rating integer CHECK (overall_rating BETWEEN 1 AND 5),
    technical_rating integer CHECK (technical_rating BETWEEN 1 AND 5),
    culture_fit_rating integer CHECK (culture_fit_rating BETWEEN 1 AND 5),
    communication_rating integer CHECK (communication_rating BETWEEN 1 AND 5),
    recommendation text NOT NULL CHECK (recommendation IN
        ('definitely_no', 'no', 'yes', 'strong_yes', 'no_decision')),
    skills jsonb NOT NULL,
    notes text,
    submitted_at timestamptz NOT NULL,
    PRIMARY KEY (org_id, id),
    CONSTRAINT scorecards_one_each UNIQUE (org_id, stage_id, interviewer_id),
    FOREIGN KEY (org_id, stage_id) REFERENCES interview_stages ON DELETE CASCADE
);
ALTER TABLE scorecards ENABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS tenant ON scorecards;
CREATE POLICY tenant ON scorecards TO interviews
    USING (org_id = (SELECT NULLIF(current_setting('vouch.org_id', true), '')::uuid));

-- The reasons an organization gives for ends, where it has made its own list.
CREATE TABLE IF NOT EXISTS reason_codes (
    org_id uuid PRIMARY KEY,
    version bigint NOT NULL CHECK (version > 0),
    codes text[] NOT NULL
);
ALTER TABLE reason_codes ENABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS tenant ON reason_codes;
CREATE POLICY tenant ON reason_codes TO interviews
    USING (org_id = (SELECT NULLIF(current_setting('vouch.org_id', true), '')::uuid));
