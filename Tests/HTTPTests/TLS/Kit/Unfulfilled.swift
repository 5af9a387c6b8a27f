/// Something that had to happen and did not.
struct Unfulfilled: Error {
    let what: String
}

/// Waits until `condition` holds.
func eventually(
    _ what: String,
    seconds: Double = 20,
    _ condition: () -> Bool
) async throws {
    let end = ContinuousClock.now + .seconds(seconds)
    while !condition() {
        guard ContinuousClock.now < end else { throw Unfulfilled(what: what) }
        try await Task.sleep(for: .milliseconds(4))
    }
}
