import ArgumentParser
import Glibc

/// `vouch down`: ends what `vouch up` runs, wherever that was started.
struct Down: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Stop everything that runs in this home, and wait for its end."
    )

    @OptionGroup var home: HomeOption

    /// Two tiers of programs that drain for 35 s at most, and PostgreSQL's 30 s.
    private static let timeout = Duration.seconds(110)

    func run() async throws {
        guard let running = Registry.read(home.folder) else {
            print("Nothing runs here.")
            return
        }
        _ = kill(running.owner.pid, SIGTERM)
        let end = ContinuousClock.now + Self.timeout
        while running.owner.isAlive {
            guard ContinuousClock.now < end else {
                throw Refusal("Process \(running.owner.pid) has not ended in \(Self.timeout).")
            }
            try await Task.sleep(for: .milliseconds(50))
        }
    }
}
