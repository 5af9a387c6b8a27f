import Glibc

/// A program that is run to its end, within a time, for what it prints.
struct Command {
    /// No more of the output is kept; the rest is read and forgotten.
    private static let outputMax = 65_536
    let arguments: [String]
    let limit: Duration

    init(_ arguments: [String], limit: Duration = .seconds(60)) {
        self.arguments = arguments
        self.limit = limit
    }

    /// What it printed to both streams; throws when its status is not zero.
    @discardableResult
    func output() async throws(LocalPostgresError) -> String {
        let (status, output) = try await run()
        guard status == 0 else {
            let name = arguments.joined(separator: " ")
            throw .programFailed(name, status: status, output: String(output.suffix(2_000)))
        }
        return output
    }

    /// Whether it ended with status zero; a program that is not there did not.
    func succeeds() async throws(LocalPostgresError) -> Bool {
        do { return try await run().status == 0 } catch {
            if case .system(_, ENOENT) = error { return false }
            throw error
        }
    }

    private func run() async throws(LocalPostgresError) -> (status: Int32, output: String) {
        let output = try Descriptor.pair()
        let nothing = try Descriptor(path: "/dev/null", flags: O_RDONLY)
        var child = try ChildProcess(
            arguments,
            descriptors: [nothing.raw, output.theirs.raw, output.theirs.raw]
        )
        var kept: [UInt8] = []
        let deadline = Deadline(limit, for: arguments.first ?? "A program")
        do throws(LocalPostgresError) {
            while true {
                // Asked before the last read, so that what it wrote before its end is seen.
                let status = child.poll()
                while let bytes = try output.ours.receive(upTo: 4_096), !bytes.isEmpty {
                    kept += bytes.prefix(Self.outputMax - kept.count)
                }
                if let status { return (status, String(decoding: kept, as: UTF8.self)) }
                try await deadline.pause()
            }
        } catch {
            child.kill()
            while child.poll() == nil { _ = usleep(1_000) }  // SIGKILL is not refused
            throw error
        }
    }
}
