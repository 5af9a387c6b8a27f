public import Vocabulary

/// What the world decides about a program, and a test instead of it.
public struct Surroundings: Sendable {
    /// The environment variables; nil takes those of the process.
    public var environment: [String: String]?
    /// The time.
    public var now: @Sendable () -> Instant = Instant.now
    /// Whether the program only migrates its database, and ends.
    public var onlyMigrates = false
    let log: LogSink

    /// - Parameters:
    ///   - environment: nil takes the variables of the process.
    ///   - log: takes whole lines, and may block; nil writes them to standard error.
    public init(
        environment: [String: String]? = nil,
        log: (@Sendable ([UInt8]) -> Void)? = nil
    ) {
        self.environment = environment
        self.log = log.map { LogSink(to: $0) } ?? LogSink()
    }
}
