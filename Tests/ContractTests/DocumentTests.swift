import Contract
import Foundation
import Testing

/// The printed contract. `VOUCH_PRINT=1 swift test --filter DocumentTests` prints it again, which
/// is what `make openapi` does.
@Suite("The printed contract", .serialized)
struct DocumentTests {
    static let root = URL(filePath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()
    static let openAPI = root.appending(path: "gateway/openapi.json")
    static let typeScript = root.appending(path: "gateway/vouch.d.ts")

    @Test("is committed as it is now")
    func committed() throws {
        let printed = [
            (Self.openAPI, OpenAPIDocument.text()),
            (Self.typeScript, TypeScriptDeclarations.text()),
        ]
        for (file, text) in printed {
            if ProcessInfo.processInfo.environment["VOUCH_PRINT"] == "1" {
                try text.write(to: file, atomically: true, encoding: .utf8)
            }
            #expect(
                try String(contentsOf: file, encoding: .utf8) == text,
                "\(file.lastPathComponent) is stale: run `make openapi`."
            )
        }
        #expect(OpenAPIDocument.text() == OpenAPIDocument.text())
    }

    @Test("says nothing of what services ask each other")
    func silent() {
        let texts = [OpenAPIDocument.text(), TypeScriptDeclarations.text()]
        let hidden = Catalogue.operations.filter { $0.audience.isInternal }
        #expect(!hidden.isEmpty)
        for operation in hidden {
            #expect(operation.route.path.hasPrefix("/internal/"), "\(operation.name)")
            for text in texts {
                #expect(!text.contains(operation.name), "\(operation.name)")
                #expect(!text.contains(operation.route.path), "\(operation.name)")
            }
        }
    }

    @Test("is an OpenAPI 3.1 document to openapi-spec-validator")
    func valid() throws {
        let result = try run("python3", "-m", "openapi_spec_validator", Self.openAPI.path())
        #expect(result.status == 0, "\(result.output)")
    }

    @Test("examples are what their schemas say, to jsonschema")
    func examples() throws {
        let script = Self.root.appending(path: "Tests/ContractTests/check_examples.py")
        let result = try run("python3", script.path(), Self.openAPI.path())
        #expect(result.status == 0, "\(result.output)")
    }

    @Test("is TypeScript to tsc, where there is one", .enabled(if: hasCompiler))
    func compiles() throws {
        let result = try run("tsc", "--noEmit", "--strict", Self.typeScript.path())
        #expect(result.status == 0, "\(result.output)")
    }

    static let hasCompiler = FileManager.default.isExecutableFile(atPath: "/usr/bin/tsc")

    private func run(_ arguments: String...) throws -> (status: Int32, output: String) {
        let process = Process()
        let pipe = Pipe()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = arguments
        process.standardOutput = pipe
        process.standardError = pipe
        try process.run()
        let output = try pipe.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        return (process.terminationStatus, String(decoding: output, as: UTF8.self))
    }
}
