public import Postgres

extension ServiceStore {
    /// What every service keeps: events, and the keys of requests that must happen once. Numbers
    /// below 10; a service's own begin there.
    public static let migrations = [
        Migration("0001_events", PackageResources._001_events_sql),
        Migration("0002_idempotency", PackageResources._002_idempotency_sql),
        Migration("0003_event_readers", PackageResources._003_event_readers_sql),
    ]
}
