import Postgres

/// What the schema of interviews is made of, in order; `Migrations/` holds the same files.
enum InterviewsMigrations {
    static let all = [
        Migration("0010_processes", PackageResources._010_processes_sql),
        Migration("0011_figures", PackageResources._011_figures_sql),
        Migration("0012_days", PackageResources._012_days_sql),
        Migration("0013_totals", PackageResources._013_totals_sql),
        Migration("0014_tallies_by_metric", PackageResources._014_tallies_by_metric_sql),
        Migration("0015_told_placements", PackageResources._015_told_placements_sql),
        Migration("0016_by_feeder", PackageResources._016_by_feeder_sql),
        Migration("0017_words_alone", PackageResources._017_words_alone_sql),
        Migration("0018_stages_by_day", PackageResources._018_stages_by_day_sql),
        Migration("0019_by_beginning", PackageResources._019_by_beginning_sql),
        Migration("0020_names_by_beginning", PackageResources._020_names_by_beginning_sql),
    ]
}
