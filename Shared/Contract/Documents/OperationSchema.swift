import Vocabulary

/// One operation as the documentation sees it.
struct OperationSchema {
    let name: String
    let service: String
    let route: Route
    let audience: Audience
    let idempotency: Idempotency
    let about: String
    let refusals: [Refusal.Code]
    let path: [MemberSchema]
    let query: [MemberSchema]
    let body: [MemberSchema]
    let response: Schema
    let mediaType: String
    let textBody: TextBody?
    let isVersioned: Bool
    let exampleBody: JSONTree?
    let exampleTexts: [String: String]
    let exampleResponse: JSONTree?

    init<Subject: Operation>(_ subject: Subject.Type, _ components: inout SchemaComponents) {
        name = subject.name
        service = subject.service.rawValue
        route = subject.route
        audience = subject.audience
        idempotency = subject.idempotency
        about = subject.about
        refusals = subject.allRefusals
        response = Subject.Response.schema(&components)
        mediaType = subject.mediaType
        textBody = subject.textBody
        isVersioned = Subject.Response.self is any Versioned.Type
        let parameters = route.parameters
        let fields = Subject.memberSchemas(&components)
        path = parameters.compactMap { name in fields.first { $0.name == name } }
        let others = fields.filter { !parameters.contains($0.name) }
        (query, body) = subject.route.verb.hasBody ? ([], others) : (others, [])
        let example = subject.example
        exampleResponse = JSONTree(example.response)
        exampleBody = JSONTree(json: RequestCoder<Subject>().write(example.request).body)
        var texts: [String: String] = [:]
        for member in Subject.shape.members {
            guard let text = member.texts(example.request).first else { continue }
            texts[member.name] = String(decoding: text, as: UTF8.self)
        }
        exampleTexts = texts
    }

    /// The name as the documents spell it: `createCandidate`, `getMe`.
    var identifier: String { name.prefix(1).lowercased() + name.dropFirst() }

    /// Whether a caller may make the change depend on a version.
    var takesIfMatch: Bool { refusals.contains(.preconditionFailed) }

    /// All public operations, and the types that they speak of.
    static func all() -> (operations: [OperationSchema], components: SchemaComponents) {
        var components = SchemaComponents()
        let operations = Catalogue.operations.filter { !$0.audience.isInternal }
            .map { OperationSchema($0, &components) }
        _ = Problem.schema(&components)
        return (operations, components)
    }
}
