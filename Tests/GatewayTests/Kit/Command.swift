import Foundation

/// Another program, run to its end.
struct Command {
    let output: String
    let status: Int32

    static func run(_ name: String, _ arguments: String...) async throws -> Command {
        try await run(name, arguments)
    }

    static func run(_ name: String, _ arguments: [String]) async throws -> Command {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = [name] + arguments
        let pipe = Pipe()
        process.standardOutput = pipe
        process.standardError = pipe
        try process.run()
        let output = await withCheckedContinuation { continuation in
            Thread.detachNewThread {
                let data = (try? pipe.fileHandleForReading.readToEnd()) ?? Data()
                continuation.resume(returning: String(decoding: data, as: UTF8.self))
            }
        }
        process.waitUntilExit()
        return Command(output: output, status: process.terminationStatus)
    }
}
