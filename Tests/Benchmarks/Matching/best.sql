-- The fifty best of all, skills, meaning and practical parts weighed as the engine does.
WITH matches AS (
    SELECT s.person, r.is_required, r.weight,
        max(skill_adjacency_factor(r.code, s.code, 0.7)
            * least(s.level::float8 / r.level, 1) * s.quality) AS match
    FROM skills s JOIN people USING (person) CROSS JOIN requirements r
    WHERE is_open = 1
    GROUP BY s.person, r.code, r.is_required, r.weight
), skill_scores AS (
    SELECT person,
        0.7 * sum(weight * match) FILTER (WHERE is_required = 1)
            / sum(weight) FILTER (WHERE is_required = 1)
        + 0.3 * sum(weight * match) FILTER (WHERE is_required = 0)
            / sum(weight) FILTER (WHERE is_required = 0) AS skills
    FROM matches GROUP BY person
), parts AS (
    SELECT person, skills, practical, overlap,
        similarity(p.mission, t.mission) AS mission, similarity(p.vision, t.vision) AS vision
    FROM skill_scores JOIN people p USING (person) CROSS JOIN texts t
), meanings AS (
    SELECT *, CASE WHEN coalesce(mission, vision, overlap) IS NOT NULL THEN
        (coalesce(0.5 * mission, 0) + coalesce(0.2 * vision, 0) + coalesce(0.3 * overlap, 0))
        / ((mission IS NOT NULL)::int * 0.5 + (vision IS NOT NULL)::int * 0.2
            + (overlap IS NOT NULL)::int * 0.3) END AS meaning
    FROM parts
)
SELECT person, (0.55 * skills + coalesce(0.25 * meaning, 0) + coalesce(0.2 * practical, 0))
    / (0.55 + (meaning IS NOT NULL)::int * 0.25 + (practical IS NOT NULL)::int * 0.2) AS score
FROM meanings ORDER BY score DESC LIMIT 50;
