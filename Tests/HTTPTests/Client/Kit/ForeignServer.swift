import Foundation

/// A server that is another program: prints its port, and ends with its standard input.
final class ForeignServer: Sendable {
    let port: Int
    private let process: Process
    private let input: FileHandle

    /// - Parameter script: one of the tests' own, in Python.
    init(script: String) throws {
        process = Process()
        process.executableURL = URL(filePath: Program.python)
        process.arguments = [Program.script(script)]
        let output = Pipe()
        let source = Pipe()
        process.standardOutput = output
        process.standardInput = source
        input = source.fileHandleForWriting
        try process.run()
        var line = Data()
        while line.last != UInt8(ascii: "\n"),
            let byte = try output.fileHandleForReading.read(upToCount: 1), !byte.isEmpty
        {
            line.append(byte)
        }
        let text = String(decoding: line, as: UTF8.self).trimmingCharacters(in: .newlines)
        port = Int(text) ?? 0
    }

    func stop() throws {
        try input.close()
        process.waitUntilExit()
    }
}
