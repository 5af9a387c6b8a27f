import Glibc
import LocalPostgres

/// Owns a server until it is killed or its standard input ends: the parent process of tests that
/// kill it. Prints where the server's socket lies, or why it did not start.
@main
struct LocalPostgresOwner {
    static func main() async {
        let folder = CommandLine.arguments.dropFirst().first
        do {
            let server = try await LocalPostgres.start(.init(disposableIn: folder))
            print(server.socketFolder)
            // Into a connection, `print` waits for a full buffer.
            _ = fflush(nil)
            while readLine() != nil {}
            try await server.stop()
        } catch { print("failed: \(error)") }
    }
}
