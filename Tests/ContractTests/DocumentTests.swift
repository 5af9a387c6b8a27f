import Contract
import Foundation
import ProgramKit
import Testing

/// The printed contract. `VOUCH_PRINT=1 swift test --filter DocumentTests` prints it again, which
/// is what `make openapi` does.
@Suite("The printed contract", .serialized)
struct DocumentTests {
    static let openAPI = Program.root.appending(path: "gateway/openapi.json")
    static let typeScript = Program.root.appending(path: "gateway/vouch.d.ts")

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
    func valid() async throws {
        let arguments = ["-m", "openapi_spec_validator", Self.openAPI.path()]
        let result = try await Program.run("python3", arguments)
        #expect(result.status == 0, "\(result.said)")
    }

    @Test("examples are what their schemas say, to jsonschema")
    func examples() async throws {
        let script = Program.root.appending(path: "Tests/ContractTests/check_examples.py")
        let result = try await Program.run("python3", [script.path(), Self.openAPI.path()])
        #expect(result.status == 0, "\(result.said)")
    }

    @Test("is TypeScript to tsc, where there is one", .enabled(if: hasCompiler))
    func compiles() async throws {
        let result = try await Program.run("tsc", ["--noEmit", "--strict", Self.typeScript.path()])
        #expect(result.status == 0, "\(result.said)")
    }

    static let hasCompiler = FileManager.default.isExecutableFile(atPath: "/usr/bin/tsc")
}
