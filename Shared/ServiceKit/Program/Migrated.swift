/// The database has what the program needs, and that was all there was to do: thrown by
/// `ServiceStore.open` in a program that was started with `--migrate`.
public struct Migrated: Error {
    /// Nothing more to do.
    public init() {}
}
