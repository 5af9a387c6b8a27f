import Foundation

/// The project's own files, as git would commit them.
struct SourceTree {
    let files: [SourceFile]

    static let root = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    /// Every Swift file under the given folders, package builds left out.
    static func swift(_ folders: [String]) throws -> SourceTree {
        var files: [SourceFile] = []
        for folder in folders {
            let base = root.appending(path: folder)
            guard
                let entries = FileManager.default.enumerator(
                    at: base,
                    includingPropertiesForKeys: nil,
                    options: [.skipsHiddenFiles]
                )
            else { continue }
            for case let url as URL in entries where url.pathExtension == "swift" {
                files.append(try SourceFile(url, root: root))
            }
        }
        return SourceTree(files: files.sorted { $0.path < $1.path })
    }

    static let libraries = ["Shared", "Services", "gateway", "compose"]
    static let everything = libraries + ["Tests"]
}

struct SourceFile {
    /// From the root: `Shared/HTTP/Message/Headers.swift`.
    let path: String
    let lines: [String]

    init(_ url: URL, root: URL) throws {
        path = String(url.path().dropFirst(root.path().count))
        lines = try String(contentsOf: url, encoding: .utf8).components(separatedBy: "\n")
    }

    /// Lines that hold code, with their numbers; strings emptied, comments left out.
    var code: [(number: Int, text: String)] {
        var inBlockString = false
        return lines.enumerated().compactMap { index, line in
            let quotes = line.components(separatedBy: "\"\"\"").count - 1
            defer { if quotes % 2 == 1 { inBlockString.toggle() } }
            if inBlockString { return nil }
            var text = line.replacing(/"(\\.|[^"\\])*"/, with: "\"\"")
            if let comment = text.range(of: "//") { text = String(text[..<comment.lowerBound]) }
            return text.allSatisfy(\.isWhitespace) ? nil : (index + 1, text)
        }
    }
}
