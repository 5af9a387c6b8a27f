import FoundationEssentials
import Glibc
import NIOConcurrencyHelpers

/// Where lines go: the terminal, each with its program's name before it, and a file a program.
final class Console: Sendable {
    /// A file is put aside when it is longer; with the one before it, 20 MiB a program.
    static let fileLengthMax: off_t = 10 * 1024 * 1024

    private let home: Home
    private let isQuiet: Bool
    private let width: Int
    /// One line at a time, so that lines do not mix.
    private let lock = NIOLock()

    /// - Parameters:
    ///   - names: those that will speak; the terminal's columns are as wide as the longest.
    ///   - isQuiet: whether only the files are written.
    init(_ home: Home, names: [String], isQuiet: Bool) {
        self.home = home
        self.isQuiet = isQuiet
        width = names.map(\.count).max() ?? 0
    }

    /// A line that a program printed.
    func line(_ text: [UInt8], from name: String) {
        lock.withLock {
            if !isQuiet {
                let column = name + String(repeating: " ", count: max(0, width - name.count))
                Self.write(Array("\(column) │ ".utf8) + text + [UInt8(ascii: "\n")], to: 1)
            }
            keep(text + [UInt8(ascii: "\n")], in: home.log(of: name))
        }
    }

    /// A line of our own.
    func say(_ text: String) {
        lock.withLock {
            Self.write(Array("\(text)\n".utf8), to: 1)
            keep(Array("\(text)\n".utf8), in: home.log(of: "vouch"))
        }
    }

    /// A line that stands on the terminal only.
    func show(_ text: String) {
        lock.withLock { Self.write(Array("\(text)\n".utf8), to: 1) }
    }

    private func keep(_ bytes: [UInt8], in path: String) {
        // A full disk loses lines of a log, not the programs.
        let file = unsafe open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o600)
        guard file >= 0 else { return }
        Self.write(bytes, to: file)
        let length = lseek(file, 0, SEEK_END)
        close(file)
        if length > Self.fileLengthMax { _ = unsafe rename(path, "\(path).1") }
    }

    private static func write(_ bytes: [UInt8], to file: CInt) {
        var written = 0
        while written < bytes.count {
            let count = unsafe bytes[written...].withUnsafeBytes {
                unsafe Glibc.write(file, $0.baseAddress, $0.count)
            }
            guard count > 0 || errno == EINTR else { return }
            written += max(0, count)
        }
    }
}
