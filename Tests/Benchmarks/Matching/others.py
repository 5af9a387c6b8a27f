"""The query of best.sql in DuckDB and numpy, on one core.

usage: others.py FOLDER PROFILES EXPORTED; prints the milliseconds of each for PROFILES.
"""

import csv
import math
import sys
import time

import duckdb
import numpy

folder, profiles, exported = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
scale = profiles / exported


def fastest(action, rounds=3):
    """The best of a few rounds in milliseconds, scaled; the first warms up."""
    times, answer = [], None
    for _ in range(rounds + 1):
        start = time.perf_counter()
        answer = action()
        times.append(time.perf_counter() - start)
    return min(times[1:]) * 1000 * scale, answer


def adjacency(required, held, edges):
    if required == held:
        return 1.0
    for pair in ((required, held), (held, required)):
        if pair in edges:
            distance, strength = edges[pair]
            return math.exp(-0.7 * distance) * strength
    a, b = required.split("."), held.split(".")
    for depth in (3, 2, 1):
        if a[:depth] == b[:depth]:
            return math.exp(-0.7 * (4 - depth))
    return 0.0


def rows(name):
    with open(f"{folder}/{name}.csv", newline="") as file:
        yield from csv.reader(file)


def floats(text):
    return numpy.array([float(x) for x in text.strip("[]").split(",")], dtype=numpy.float32)


edges = {(a, b): (int(d), float(s)) for a, b, d, s in rows("edges")}
requirements = [(c, int(l), float(w), int(r)) for c, l, w, r in rows("requirements")]

# numpy: columns in memory, and a table of adjacency for each requirement, made outside the time.
codes, column, level, quality, person = {}, [], [], [], []
for number, code, held, value in rows("skills"):
    person.append(int(number))
    column.append(codes.setdefault(code, len(codes)))
    level.append(int(held))
    quality.append(float(value))
column = numpy.array(column, dtype=numpy.int32)
level = numpy.array(level, dtype=numpy.float32)
quality = numpy.array(quality, dtype=numpy.float32)
owners, starts = numpy.unique(numpy.array(person), return_index=True)
near = [
    numpy.array([adjacency(code, held, edges) for held in codes], dtype=numpy.float32)
    for code, _, _, _ in requirements
]
people = list(rows("people"))
people = [people[owner] for owner in owners]
unknown = numpy.full(64, numpy.nan, dtype=numpy.float32)
texts = [floats(text) for text in next(rows("texts"))]
held = [
    numpy.array([floats(p[field]) if p[field] else unknown for p in people]) for field in (4, 5)
]
is_open = numpy.array([p[1] == "1" for p in people])
practical = numpy.array([float(p[2]) if p[2] else numpy.nan for p in people])
overlap = numpy.array([float(p[3]) if p[3] else numpy.nan for p in people])


def mean(parts, weights):
    known = sum(w * ~numpy.isnan(p) for p, w in zip(parts, weights))
    total = sum(w * numpy.nan_to_num(p) for p, w in zip(parts, weights))
    return numpy.divide(total, known, out=numpy.full(len(total), numpy.nan), where=known > 0)


def by_numpy():
    sums, weights = [0, 0], [0, 0]
    for table, (_, asked, weight, required) in zip(near, requirements):
        product = table[column] * numpy.minimum(level / asked, 1) * quality
        sums[required] = sums[required] + weight * numpy.maximum.reduceat(product, starts)
        weights[required] += weight
    skills = 0.7 * sums[1] / weights[1] + 0.3 * sums[0] / weights[0]
    cosines = [numpy.maximum(vectors @ text, 0) for vectors, text in zip(held, texts)]
    meaning = mean([*cosines, overlap], [0.5, 0.2, 0.3])
    score = mean([skills, meaning, practical], [0.55, 0.25, 0.2])
    score[~is_open] = -1
    best = numpy.argpartition(score, -50)[-50:]
    return owners[best[numpy.argsort(-score[best])]]


# DuckDB: the same columns, the query as a join with the few pairs of codes that there are.
db = duckdb.connect(config={"threads": 1})
db.execute(f"""
    CREATE TABLE edges AS SELECT * FROM read_csv('{folder}/edges.csv', header = false,
        names = ['a', 'b', 'distance', 'strength'], types = ['TEXT', 'TEXT', 'INT', 'DOUBLE']);
    CREATE TABLE requirements AS SELECT * FROM read_csv('{folder}/requirements.csv',
        header = false, names = ['code', 'level', 'weight', 'is_required'],
        types = ['TEXT', 'INT', 'DOUBLE', 'INT']);
    CREATE TABLE skills AS SELECT * FROM read_csv('{folder}/skills.csv', header = false,
        names = ['person', 'code', 'level', 'quality'],
        types = ['INT', 'TEXT', 'INT', 'DOUBLE']);
    CREATE TABLE people AS SELECT * EXCLUDE (m, v), m::FLOAT[64] AS mission, v::FLOAT[64] AS vision
        FROM read_csv('{folder}/people.csv', header = false,
        names = ['person', 'is_open', 'practical', 'overlap', 'm', 'v'],
        types = ['INT', 'INT', 'DOUBLE', 'DOUBLE', 'TEXT', 'TEXT']);
    CREATE TABLE texts AS SELECT m::FLOAT[64] AS mission, v::FLOAT[64] AS vision
        FROM read_csv('{folder}/texts.csv', header = false, names = ['m', 'v'],
        types = ['TEXT', 'TEXT']);
    CREATE MACRO distance_factor(a, b) AS CASE
        WHEN a = b THEN 1
        WHEN a[1:8] = b[1:8] THEN exp(-0.7)
        WHEN a[1:5] = b[1:5] THEN exp(-1.4)
        WHEN a[1:2] = b[1:2] THEN exp(-2.1)
        ELSE 0 END;
""")
best_sql = """
    WITH both_ways AS (
        SELECT a, b, distance, strength, 0 AS rank FROM edges
        UNION ALL SELECT b, a, distance, strength, 1 FROM edges
    ), edge AS (
        SELECT a, b, arg_min(exp(-0.7 * distance) * strength, rank) AS factor
        FROM both_ways GROUP BY a, b
    ), pairs AS (
        SELECT r.code AS required, c.code, r.level, r.weight, r.is_required,
            coalesce(CASE WHEN r.code = c.code THEN 1 ELSE edge.factor END,
                distance_factor(r.code, c.code)) AS factor
        FROM (SELECT DISTINCT code FROM skills) c CROSS JOIN requirements r
        LEFT JOIN edge ON edge.a = r.code AND edge.b = c.code
    ), matches AS (
        SELECT s.person, p.required, p.is_required, p.weight,
            max(p.factor * least(s.level / p.level, 1) * s.quality) AS match
        FROM skills s JOIN pairs p USING (code) GROUP BY ALL
    ), skill_scores AS (
        SELECT person,
            0.7 * sum(weight * match) FILTER (is_required = 1)
                / sum(weight) FILTER (is_required = 1)
            + 0.3 * sum(weight * match) FILTER (is_required = 0)
                / sum(weight) FILTER (is_required = 0) AS skills
        FROM matches GROUP BY person
    ), parts AS (
        SELECT person, skills, practical, overlap,
            greatest(0, array_inner_product(p.mission, t.mission)) AS cm,
            greatest(0, array_inner_product(p.vision, t.vision)) AS cv,
            p.mission IS NOT NULL AS has_mission, p.vision IS NOT NULL AS has_vision
        FROM skill_scores JOIN people p USING (person) CROSS JOIN texts t WHERE is_open = 1
    ), meanings AS (
        SELECT *, has_mission::INT * 0.5 + has_vision::INT * 0.2
                + (overlap IS NOT NULL)::INT * 0.3 AS known,
            (CASE WHEN has_mission THEN 0.5 * cm ELSE 0 END
                + CASE WHEN has_vision THEN 0.2 * cv ELSE 0 END
                + coalesce(0.3 * overlap, 0)) / nullif(known, 0) AS meaning
        FROM parts
    )
    SELECT person FROM (
        SELECT person, (0.55 * skills + coalesce(0.25 * meaning, 0) + coalesce(0.2 * practical, 0))
            / (0.55 + (meaning IS NOT NULL)::INT * 0.25 + (practical IS NOT NULL)::INT * 0.2)
            AS score
        FROM meanings
    ) ORDER BY score DESC LIMIT 50
"""
of_duckdb, from_duckdb = fastest(lambda: db.execute(best_sql).fetchall(), rounds=1)
of_numpy, from_numpy = fastest(by_numpy)
common = {row[0] for row in from_duckdb} & set(from_numpy.tolist())
if len(common) < 45:
    sys.exit(f"DuckDB and numpy agree on {len(common)} of 50 only")
print(f"{of_duckdb:.1f} {of_numpy:.1f}")
