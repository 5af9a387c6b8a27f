-- The events that identity is told, among all the others.
CREATE INDEX IF NOT EXISTS events_of_placements ON events (position)
    WHERE position IS NOT NULL AND type IN ('interview_placement_made',
        'interview_placement_undone', 'interview_placement_ended',
        'interview_placement_corrected');
