-- Copies all that there is :clones times: other identifiers, 200 companies, 20 feeders, two years.
SET timezone = 'UTC';
SET session_replication_role = replica;
SET work_mem = '1GB';
CREATE TEMP TABLE names (kind text, number int, name text, id uuid);
\set copy '\\copy names FROM ' :names ' CSV'
:copy
CREATE TEMP TABLE copies AS
SELECT n, lpad(to_hex(n), 8, '0') AS prefix, n % 730 AS days, n % 730 * interval '1 day' AS shift,
    c.name AS company_name, c.id AS company, f.name AS feeder_name, f.id AS feeder,
    'Role ' || n % 50 AS role, 'Recruiter ' || n % 30 AS recruiter
FROM generate_series(1, :clones) AS n
JOIN names c ON c.kind = 'company' AND c.number = n % 200
JOIN names f ON f.kind = 'feeder' AND f.number = n / 200 % 20;

-- Identifiers begin with the number of their copy.
CREATE FUNCTION copied(id uuid, prefix text) RETURNS uuid LANGUAGE sql IMMUTABLE
    RETURN (prefix || substr(id::text, 9))::uuid;
CREATE FUNCTION copied(payload text, prefix text, company uuid, feeder uuid, shift interval)
RETURNS text LANGUAGE sql STABLE RETURN regexp_replace(CASE WHEN payload LIKE '%"instant"%'
    THEN (payload::jsonb || jsonb_build_object('instant', to_char(
            (payload::jsonb->>'instant')::timestamptz - shift,
            'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')) || CASE WHEN payload LIKE '%"company"%'
        THEN jsonb_build_object('company', company, 'feeder', feeder) ELSE '{}' END)::text
    ELSE payload END, '(_id": ?")[0-9a-f]{8}', '\1' || prefix, 'g');

CREATE TEMP TABLE dropped AS
SELECT format('%I', indexname) AS name, indexdef FROM pg_indexes
WHERE schemaname = 'interviews' AND tablename LIKE ANY (ARRAY['interview%', 'placements', 'events'])
    AND indexname NOT IN (SELECT conname FROM pg_constraint);

DO $$DECLARE
    names text[] := ARRAY['interview_processes', 'interview_stages', 'interview_offers',
        'placements', 'events', 'interview_movements'];
    name text;
    columns text;
    expressions text;
BEGIN
    FOR name IN SELECT d.name FROM dropped d LOOP EXECUTE 'DROP INDEX ' || name; END LOOP;
    FOREACH name IN ARRAY names LOOP
        EXECUTE format('CREATE TEMP TABLE %I AS TABLE interviews.%I', name || '_once', name);
        SELECT string_agg(quote_ident(a.attname), ', '), string_agg(CASE
            WHEN a.attname = 'org_id' THEN 't.org_id'
            WHEN a.attname = 'company_name' THEN 'k.company_name'
            WHEN a.attname = 'company_key' THEN 'lower(k.company_name)'
            WHEN a.attname = 'feeder_source' THEN 'k.feeder_name'
            WHEN a.attname = 'feeder_key' THEN 'lower(k.feeder_name)'
            WHEN a.attname = 'role_title' THEN 'k.role'
            WHEN a.attname = 'role_key' THEN 'lower(k.role)'
            WHEN a.attname = 'recruiter_name' THEN 'k.recruiter'
            WHEN a.attname = 'recruiter_key' THEN 'lower(k.recruiter)'
            WHEN a.attname IN ('company', 'feeder') THEN 'k.' || a.attname
            WHEN a.attname = 'position' THEN '1000000 + row_number() OVER ()'
            WHEN a.attname = 'payload'
                THEN 'copied(t.payload, k.prefix, k.company, k.feeder, k.shift)'
            WHEN a.atttypid = 'uuid'::regtype THEN format('copied(t.%I, k.prefix)', a.attname)
            WHEN a.atttypid = 'uuid[]'::regtype
                THEN format('ARRAY(SELECT copied(u, k.prefix) FROM unnest(t.%I) u)', a.attname)
            WHEN a.atttypid = 'timestamptz'::regtype THEN format('t.%I - k.shift', a.attname)
            WHEN a.atttypid = 'date'::regtype THEN format('t.%I - k.days', a.attname)
            ELSE format('t.%I', a.attname) END, ', ')
        INTO columns, expressions FROM pg_attribute a
        WHERE a.attrelid = ('interviews.' || name)::regclass AND a.attnum > 0
            AND NOT a.attisdropped AND a.attgenerated = '';
        EXECUTE format('INSERT INTO interviews.%I (%s) SELECT %s FROM copies k CROSS JOIN %I t',
            name, columns, expressions, name || '_once');
    END LOOP;
END$$;

INSERT INTO interview_words (org_id, word, process_id)
SELECT p.org_id, w.word, p.id FROM interview_processes p
CROSS JOIN LATERAL regexp_split_to_table(p.company_key || ' ' || p.role_key, ' ') AS w (word)
ON CONFLICT DO NOTHING;
INSERT INTO interview_names SELECT t.org_id, n.id, n.name
FROM names n, (SELECT DISTINCT org_id FROM interview_names) t ON CONFLICT DO NOTHING;
UPDATE event_positions SET last = (SELECT max(position) FROM events);
TRUNCATE interview_tallies, interview_days, interview_totals, interview_ages,
    interview_stage_totals, interview_stage_tallies;
UPDATE interview_day_mark SET day = '0001-01-01';
INSERT INTO interview_tallies (org_id, scope, subject, started_on, metric, count)
SELECT m.org_id, s.scope, s.subject, m.started_on, m.metric, sum(m.change)
FROM interview_movements m CROSS JOIN LATERAL (VALUES
    ('all', '00000000-0000-0000-0000-000000000000'::uuid), ('company', m.company),
    ('feeder', m.feeder)) AS s (scope, subject)
GROUP BY m.org_id, s.scope, s.subject, m.started_on, m.metric HAVING sum(m.change) <> 0;

DO $$DECLARE definition text;
BEGIN
    FOR definition IN SELECT indexdef FROM dropped LOOP EXECUTE definition; END LOOP;
END$$;
DROP FUNCTION copied(uuid, text), copied(text, text, uuid, uuid, interval);
ANALYZE;
\i Services/Interviews/Migrations/0013_totals.sql
BEGIN;
\i Services/Interviews/Migrations/0018_stages_by_day.sql
COMMIT;
VACUUM ANALYZE;
