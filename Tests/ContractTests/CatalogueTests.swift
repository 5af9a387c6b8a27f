import Testing
import Vocabulary

@testable import Contract

@Suite("Every operation is fully declared")
struct CatalogueTests {
    @Test("it says what it does, and every field what it means", arguments: Catalogue.operations)
    func described(_ operation: any Operation.Type) {
        var components = SchemaComponents()
        #expect(operation.about.hasSuffix("."))
        for member in operation.memberSchemas(&components) { check(member, operation.name) }
        for (name, members) in components.objects {
            for member in members { check(member, name) }
        }
    }

    private func check(_ member: MemberSchema, _ type: String) {
        let isSnakeCase = member.name.allSatisfy { "a"..."z" ~= $0 || "0"..."9" ~= $0 || $0 == "_" }
        #expect(isSnakeCase && !member.name.isEmpty, "\(type).\(member.name)")
        #expect(member.about.hasSuffix("."), "\(type).\(member.name)")
    }

    @Test("no text and no list in a request is without a limit", arguments: Catalogue.operations)
    func bounded(_ operation: any Operation.Type) {
        var components = SchemaComponents()
        // Asked before the answer's types are among the components.
        for member in operation.memberSchemas(&components) { limited(member, operation.name) }
        for (name, members) in components.objects {
            for member in members {
                limited(member, name)
                #expect(member.isRequired == member.isAlwaysWritten, "\(name).\(member.name)")
            }
        }
    }

    private func limited(_ member: MemberSchema, _ type: String) {
        switch member.schema.kind {
        // What has a format or a pattern has a length of its own.
        case .string(nil, nil), .string("password", _):
            #expect(member.schema.bounds != nil, "\(type).\(member.name)")
        case .list(let element):
            #expect(member.schema.bounds != nil, "\(type).\(member.name)")
            if case .string(nil, nil) = element.kind {
                #expect(element.bounds != nil, "\(type).\(member.name)")
            }
        case .string, .words, .integer, .number, .boolean, .component, .page, .nothing,
            .document:
            break
        }
    }

    @Test("a path's parameters are fields, GET and DELETE have no body, 204 says nothing")
    func consistent() {
        for operation in Catalogue.operations {
            var components = SchemaComponents()
            let names = operation.memberSchemas(&components).map(\.name)
            let lost = Set(operation.route.parameters).subtracting(names)
            #expect(lost.isEmpty, "\(operation.name)")
            let distinct = Set(names)
            #expect(names.count == distinct.count, "\(operation.name)")
            let isSilent = JSONTape.isEmptyBody(of: operation)
            let success = operation.route.success
            let saysNothing = success == .noContent || success == .accepted
            #expect(isSilent == saysNothing, "\(operation.name)")
            let isDocument = operation.mediaType != "application/json"
            #expect(isDocument == JSONTape.isDocument(of: operation))
            #expect(operation.name.utf8.count <= 40)
        }
        let names = Catalogue.operations.map { $0.name }
        let distinct = Set(names)
        #expect(names.count == distinct.count)
        let handled = Service.allCases.map { Catalogue.operations(of: $0).count }
        #expect(handled.reduce(0, +) == Catalogue.operations.count)
    }

    @Test("operations that answer with secrets are not replayed")
    func secrets() {
        for operation in Catalogue.operations {
            let text = String(decoding: response(operation), as: UTF8.self)
            let hasSecret = ["refresh_token", "access_token", "\"secret\""].contains {
                text.contains($0)
            }
            #expect(!hasSecret || operation.idempotency == .exempt, "\(operation.name)")
        }
    }

    private func response<Subject: Operation>(_ subject: Subject.Type) -> [UInt8] {
        subject.example.response.json()
    }

    @Test("what a log prints of a request holds no password and no token")
    func discreet() {
        for operation in Catalogue.operations {
            let text = dumped(operation)
            for secret in ["a long enough password", "vr_example", "vo_example", "vk_", "eyJ"] {
                #expect(!text.contains(secret), "\(operation.name)")
            }
        }
    }

    private func dumped<Subject: Operation>(_ subject: Subject.Type) -> String {
        var text = ""
        dump(subject.example, to: &text)
        return text + "\(subject.example.request)"
    }
}
