-- What an organization knows about candidates.

CREATE TABLE IF NOT EXISTS candidates (
    org_id uuid NOT NULL REFERENCES organizations,
    id uuid NOT NULL,
    version integer NOT NULL,
    status text NOT NULL CHECK (status IN ('new', 'resume_parsed', 'intake_sent',
        'intake_started', 'intake_completed', 'archived')),
    -- What an archived record was, and will be when it is taken up again.
    status_before text CHECK ((status = 'archived') = (status_before IS NOT NULL)),
    name text NOT NULL,
    email text,
    phone text,
    location_city text,
    current_title text,
    current_employer text,
    years_experience double precision,
    summary text,
    -- Lists and objects, in the contract's own JSON: text, because nothing here looks into it and
    -- a read passes it on.
    details text NOT NULL,
    provenance text NOT NULL,
    placement_history text NOT NULL,
    original_data text,
    has_enrichment_data boolean NOT NULL,
    enrichment_date timestamptz,
    enrichment_fields text[] NOT NULL,
    -- The person who accepted to be it.
    person_id uuid,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL,
    PRIMARY KEY (org_id, id)
);
CREATE INDEX IF NOT EXISTS candidates_listed
    ON candidates (org_id, status, has_enrichment_data, id);
ALTER TABLE candidates ENABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS tenant ON candidates;
CREATE POLICY tenant ON candidates TO identity
    USING (org_id = (SELECT NULLIF(current_setting('vouch.org_id', true), '')::uuid));

-- Where records went that were merged into others.
CREATE TABLE IF NOT EXISTS merged_candidates (
    org_id uuid NOT NULL,
    id uuid NOT NULL,
    into_id uuid NOT NULL,
    PRIMARY KEY (org_id, id),
    FOREIGN KEY (org_id, into_id) REFERENCES candidates ON DELETE CASCADE
);
CREATE INDEX IF NOT EXISTS merged_candidates_into ON merged_candidates (org_id, into_id);
ALTER TABLE merged_candidates ENABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS tenant ON merged_candidates;
CREATE POLICY tenant ON merged_candidates TO identity
    USING (org_id = (SELECT NULLIF(current_setting('vouch.org_id', true), '')::uuid));

-- The words that a record is found by. Compared by bytes, so that beginnings are ranges.
CREATE TABLE IF NOT EXISTS candidate_words (
    org_id uuid NOT NULL,
    word text COLLATE "C" NOT NULL,
    candidate_id uuid NOT NULL,
    PRIMARY KEY (org_id, word, candidate_id),
    FOREIGN KEY (org_id, candidate_id) REFERENCES candidates ON DELETE CASCADE
);
CREATE INDEX IF NOT EXISTS candidate_words_of_one
    ON candidate_words (org_id, candidate_id, word);
ALTER TABLE candidate_words ENABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS tenant ON candidate_words;
CREATE POLICY tenant ON candidate_words TO identity
    USING (org_id = (SELECT NULLIF(current_setting('vouch.org_id', true), '')::uuid));
