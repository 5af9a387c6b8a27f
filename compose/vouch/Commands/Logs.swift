import ArgumentParser
import FoundationEssentials
import Glibc

/// `vouch logs`: what the programs printed.
struct Logs: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Print the last lines of a program's log, or of all."
    )

    @OptionGroup var home: HomeOption

    @Argument(help: "gateway, identity, interviews.2 … ; all where left out.")
    var program: String?

    @Option(help: "How many lines.")
    var lines = 100

    @Flag(help: "Go on printing what is added, until Ctrl-C.")
    var follow = false

    /// Lines are looked for in the last megabyte of a file.
    private static let tailLength: UInt64 = 1024 * 1024

    func validate() throws {
        guard (1...100_000).contains(lines) else {
            throw ValidationError("--lines takes 1 to 100000.")
        }
    }

    func run() async throws {
        var tails = try names().map { Tail(name: $0, path: home.folder.log(of: $0)) }
        for index in tails.indices { tails[index].show(last: lines, named: tails.count > 1) }
        while follow {
            for index in tails.indices { tails[index].showNew(named: tails.count > 1) }
            try await Task.sleep(for: .milliseconds(200))
        }
    }

    private func names() throws -> [String] {
        let files = (try? FileManager.default.contentsOfDirectory(atPath: home.folder.logs)) ?? []
        let all = files.filter { $0.hasSuffix(".log") }.map { String($0.dropLast(4)) }.sorted()
        guard let program else {
            guard !all.isEmpty else { throw Refusal("Nothing has run here yet.") }
            return all
        }
        guard all.contains(program) else {
            throw Refusal("\(program) has no log; there are: \(all.joined(separator: ", ")).")
        }
        return [program]
    }

    /// The end of one file.
    private struct Tail {
        let name: String
        let path: String
        var place: UInt64 = 0

        mutating func show(last count: Int, named: Bool) {
            let length = size()
            let text = read(from: length - min(length, Logs.tailLength))
            let lines = text.split(separator: UInt8(ascii: "\n"))
            for line in lines.suffix(count) { show(line, named) }
        }

        mutating func showNew(named: Bool) {
            // Put aside and begun anew.
            if size() < place { place = 0 }
            for line in read(from: place).split(separator: UInt8(ascii: "\n")) { show(line, named) }
        }

        private func size() -> UInt64 {
            let attributes = try? FileManager.default.attributesOfItem(atPath: path)
            return attributes?[.size] as? UInt64 ?? 0
        }

        private mutating func read(from start: UInt64) -> [UInt8] {
            let file = unsafe open(path, O_RDONLY | O_CLOEXEC)
            guard file >= 0 else { return [] }
            defer { close(file) }
            var bytes = [UInt8](repeating: 0, count: Int(Logs.tailLength))
            let count = unsafe bytes.withUnsafeMutableBytes {
                unsafe pread(file, $0.baseAddress, $0.count, off_t(start))
            }
            place = start + UInt64(max(0, count))
            return Array(bytes.prefix(max(0, count)))
        }

        private func show(_ line: some Sequence<UInt8>, _ named: Bool) {
            let text = String(decoding: Array(line), as: UTF8.self)
            print(named ? "\(name) │ \(text)" : text)
        }
    }
}
