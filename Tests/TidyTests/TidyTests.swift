import Foundation
import Testing

/// Style is a unit test: what the compiler and the formatter cannot see.
@Suite struct TidyTests {
    /// Beyond 300 lines a file holds two ideas, but for these.
    private static let longFiles: [String: String] = [
        "Tests/HTTPTests/Client/ClientStreamTests.swift": "one suite over one kind of peer",
        "Tests/MatchEngineTests/RandomPairs.swift": "one generator of every field of a pair",
        "Shared/HTTP/HTTP2/HTTP2ServerConnection.swift": "one state machine: a connection",
        "Shared/HTTP/TLS/TLSConnection.swift": "one state machine: a connection's TLS",
        "Shared/HTTP/TLS/TLSHandler.swift": "one state machine: a channel's TLS",
    ]

    @Test func noLineIsWiderThanAHundredColumns() throws {
        for file in try SourceTree.swift(SourceTree.everything).files {
            for (index, line) in file.lines.enumerated() where line.count > 100 {
                Issue.record("\(file.path):\(index + 1): \(line.count) columns")
            }
        }
    }

    @Test func noFileHoldsTwoIdeas() throws {
        for file in try SourceTree.swift(SourceTree.everything).files
        where file.lines.count > 301 && Self.longFiles[file.path] == nil {
            Issue.record("\(file.path): \(file.lines.count) lines")
        }
    }

    /// What must not stand in a program that others rely on, and why.
    private static let banned: [(pattern: String, reason: String)] = [
        (#"\btry!"#, "an error is answered, not trapped"),
        (#"\bas!"#, "a wrong type is answered, not trapped"),
        (#"\bfatalError\("#, "operating errors are handled"),
        (#"(^|[^.\w])print\("#, "libraries log"),
        (#"@unchecked Sendable"#, "the compiler checks what crosses threads"),
        (#"[\w)\]]!($|[\s.,)\]])"#, "nothing is unwrapped by force"),
        (#"(: |-> )Any\b"#, "types are named"),
    ]

    /// Files, or folders, that a ban does not bind: ban → path → reason.
    private static let exceptions: [String: [String: String]] = [
        "types are named": [
            "Shared/HTTP/Server/ProtocolDetector.swift": "NIO's user events are Any",
            "Shared/HTTP/TLS/TLSHandler.swift": "NIO's user events are Any",
            "Shared/HTTP/Client/TLSNegotiation.swift": "NIO's user events are Any",
        ],
        "libraries log": ["compose/vouch/": "commands answer on the terminal"],
    ]

    @Test func nothingTrapsThatCouldAnswer() throws {
        let bans = try Self.banned.map { (try Regex($0.pattern), $0.reason) }
        for file in try SourceTree.swift(SourceTree.libraries).files {
            for (number, text) in file.code {
                for (pattern, reason) in bans where text.contains(pattern) {
                    let excepted = Self.exceptions[reason]?.keys ?? [:].keys
                    if excepted.contains(where: file.path.hasPrefix) { continue }
                    Issue.record("\(file.path):\(number): \(reason)")
                }
            }
        }
    }

    @Test func nothingIsLeftForLater() throws {
        for file in try SourceTree.swift(SourceTree.everything).files {
            for (index, line) in file.lines.enumerated() where line.contains(Self.postponement) {
                Issue.record("\(file.path):\(index + 1): what is missing is done, or is an issue")
            }
        }
    }

    // Spelled apart, so that this line does not find itself.
    private static let postponement = "TO" + "DO"

    @Test func publicDeclarationsInSharedAreExplained() throws {
        let declaration = /^\s*public (final |static |mutating |convenience )*/
        for file in try SourceTree.swift(["Shared"]).files {
            for (number, text) in file.code where text.contains(declaration) {
                // Protocol requirements, and constants whose names say all, need no sentence.
                if text.contains(/public (static let|import|init\(\)|extension)/) { continue }
                if text.contains(/static func (<|==)|postgres(Array)?Type\b/) { continue }
                if text.contains(/func accepts\(|func write\(to|init\(reading/) { continue }
                guard !Self.isExplained(file, number), !Self.isWitness(file, number) else {
                    continue
                }
                Issue.record("\(file.path):\(number): \(text)")
            }
        }
    }

    /// A `///` stands above, attributes between.
    private static func isExplained(_ file: SourceFile, _ number: Int) -> Bool {
        var index = number - 2
        while index >= 0, file.lines[index].contains(/^\s*@/) { index -= 1 }
        return index >= 0 && file.lines[index].contains(/^\s*\/\/\//)
    }

    /// What an extension adds for a protocol's sake, the protocol explains.
    private static func isWitness(_ file: SourceFile, _ number: Int) -> Bool {
        let outermost = file.lines[..<(number - 1)].last { $0.contains(/^[a-z@]/) } ?? ""
        return outermost.contains(#/^extension [\w.<>]+: /#)
    }

    @Test func noBuildProductIsCommitted() throws {
        let ignored = try String(
            contentsOf: SourceTree.root.appending(path: ".gitignore"),
            encoding: .utf8
        )
        for entry in [".build/", "Package.resolved", ".vouch/"] {
            #expect(ignored.contains(entry))
        }
    }
}
