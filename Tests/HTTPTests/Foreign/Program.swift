import Foundation

/// Another program, run to its end.
struct Program {
    let output: String
    let errors: String
    let status: Int32

    /// The project's root: tests run from anywhere.
    static let root = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()

    /// The Python that `Tests/Scripts/setup` has prepared.
    static let python = root.appending(path: ".vouch/python/bin/python3").path()

    /// The path of one of the tests' own scripts.
    static func script(_ name: String) -> String {
        root.appending(path: "Tests/Scripts/\(name)").path()
    }

    /// - Parameter name: a program on the PATH, or a path.
    static func run(
        _ name: String,
        _ arguments: [String],
        input: String? = nil
    ) async throws -> Program {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = [name] + arguments
        let output = Pipe()
        let errors = Pipe()
        let source = Pipe()
        process.standardOutput = output
        process.standardError = errors
        process.standardInput = source
        // Read while it runs: a pipe holds 64 KiB, and then the program waits.
        async let out = read(output.fileHandleForReading)
        async let err = read(errors.fileHandleForReading)
        try process.run()
        if let input { try source.fileHandleForWriting.write(contentsOf: Data(input.utf8)) }
        try source.fileHandleForWriting.close()
        let texts = await (out, err)
        process.waitUntilExit()
        return Program(output: texts.0, errors: texts.1, status: process.terminationStatus)
    }

    private static func read(_ handle: FileHandle) async -> String {
        await withCheckedContinuation { continuation in
            Thread.detachNewThread {
                let data = (try? handle.readToEnd()) ?? Data()
                continuation.resume(returning: String(decoding: data, as: UTF8.self))
            }
        }
    }
}
