import Foundation
import ProgramKit
import Testing

/// The program that the documentation begins with.
@Suite(.timeLimit(.minutes(1))) struct ExampleTests {
    private static let source = Program.root.appending(path: "Tests/Examples/HelloJSON/main.swift")

    @Test func `Ten lines serve and call JSON over HTTP/2`() async throws {
        let run = try await Program.run(Program.built("HelloJSON"), [])
        #expect(run.output == #"200 {"hello":"world"}"# + "\n")
        #expect(run.status == 0, "\(run.errors)")
    }

    @Test func `They are no more than ten`() throws {
        let lines = try String(contentsOf: Self.source, encoding: .utf8).split(separator: "\n")
        #expect(lines.count <= 10)
    }

    @Test(arguments: ["README.md", "Shared/Documentation/http.md"])
    func `The documentation shows the program as it is`(page: String) throws {
        let program = try String(contentsOf: Self.source, encoding: .utf8)
        let text = try String(contentsOf: Program.root.appending(path: page), encoding: .utf8)
        #expect(text.contains("```swift\n\(program)```\n"))
    }
}
