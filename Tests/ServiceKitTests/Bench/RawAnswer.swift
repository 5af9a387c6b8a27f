import Foundation

/// Sends bytes over a socket and reads to the end, with a program that is not ours.
func rawAnswer(port: Int, _ request: String) async throws -> String {
    let file = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try request.write(to: file, atomically: true, encoding: .utf8)
    defer { try? FileManager.default.removeItem(at: file) }
    let process = Process()
    process.executableURL = URL(filePath: "/bin/bash")
    process.arguments = [
        "-c", "exec 3<>/dev/tcp/127.0.0.1/$1; cat \"$2\" >&3; timeout 10 cat <&3", "bash",
        "\(port)", file.path,
    ]
    let output = Pipe()
    process.standardOutput = output
    try process.run()
    let data = try await Task.detached { try output.fileHandleForReading.readToEnd() }.value
    return String(decoding: data ?? Data(), as: UTF8.self)
}
