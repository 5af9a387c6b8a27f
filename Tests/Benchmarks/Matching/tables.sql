-- The source's tables for one assignment, with the indexes that help its query.
CREATE TABLE skill_adjacency (from_code text, to_code text, distance int, strength float8);
CREATE TABLE requirements (code text, level int, weight float8, is_required int);
CREATE TABLE skills (person int, code text, level int, quality float8);
CREATE TABLE people (
    person int PRIMARY KEY, is_open int, practical float8, overlap float8,
    mission float8[], vision float8[]
);
CREATE TABLE texts (mission float8[], vision float8[]);
\cd :folder
\copy skill_adjacency FROM 'edges.csv' CSV
\copy requirements FROM 'requirements.csv' CSV
\copy skills FROM 'skills-sql.csv' CSV
\copy people FROM 'people-sql.csv' WITH (FORMAT csv, FORCE_NULL (mission, vision))
\copy texts FROM 'texts-sql.csv' CSV
CREATE INDEX ON skill_adjacency (from_code, to_code);
CREATE INDEX ON skills (person);

-- As the source writes it: an edge in either direction, else the distance of the codes.
CREATE FUNCTION skill_adjacency_factor(required text, held text, lambda float8)
RETURNS float8 LANGUAGE plpgsql STABLE PARALLEL SAFE AS $$
DECLARE
    edge record;
    a text[];
    b text[];
BEGIN
    IF required = held THEN RETURN 1; END IF;
    SELECT distance, strength INTO edge FROM skill_adjacency
    WHERE (from_code = required AND to_code = held) OR (from_code = held AND to_code = required)
    LIMIT 1;
    IF FOUND THEN RETURN exp(-lambda * edge.distance) * coalesce(edge.strength, 1); END IF;
    a := string_to_array(required, '.');
    b := string_to_array(held, '.');
    IF a[1] <> b[1] THEN RETURN 0; END IF;
    IF a[2] <> b[2] THEN RETURN exp(-lambda * 3); END IF;
    IF a[3] <> b[3] THEN RETURN exp(-lambda * 2); END IF;
    RETURN exp(-lambda);
END $$;

CREATE FUNCTION similarity(a float8[], b float8[])
RETURNS float8 LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT greatest(0, sum(x * y)) FROM unnest(a, b) AS pairs (x, y)
    WHERE a IS NOT NULL AND b IS NOT NULL
$$;
ANALYZE;
ALTER DATABASE postgres SET max_parallel_workers_per_gather = 0;
