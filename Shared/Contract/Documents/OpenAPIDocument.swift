/// The contract as an OpenAPI 3.1 document, printed from the operations.
public enum OpenAPIDocument {
    /// The JSON text, the same every time.
    public static func text() -> String {
        let (operations, components) = OperationSchema.all()
        return JSONTree.object([
            ("openapi", "3.1.0"),
            ("info", info),
            ("security", .array([.object([("bearer", .array([]))])])),
            ("servers", .array([.object([("url", "/")])])),
            ("tags", .array(tags(operations))),
            ("paths", paths(operations)),
            ("components", self.components(operations, components)),
        ]).text
    }

    private static let info = JSONTree.object([
        ("title", "Vouch"),
        ("version", "1"),
        (
            "description",
            .string(
                """
                Hiring software in which evidence travels.

                Requests and answers are JSON in snake_case. Times are RFC 3339 in UTC, dates \
                `YYYY-MM-DD`, identifiers lower-case UUIDs. Unknown fields are refused. A refusal \
                is `application/problem+json` and names every faulty field at once. Lists come in \
                pages: hand `next_cursor` back as `cursor`. An answer that holds one resource has \
                its version as `ETag`; `If-Match` makes a change depend on it.
                """
            )
        ),
        ("license", .object([("name", "Proprietary"), ("url", "/docs")])),
    ])

    private static func tags(_ operations: [OperationSchema]) -> [JSONTree] {
        var names: [String] = []
        for operation in operations where !names.contains(operation.service) {
            names.append(operation.service)
        }
        return names.map { .object([("name", .string($0))]) }
    }

    private static func paths(_ operations: [OperationSchema]) -> JSONTree {
        var paths: [(String, JSONTree)] = []
        for path in operations.map(\.route.path) where !paths.contains(where: { $0.0 == path }) {
            let verbs = operations.filter { $0.route.path == path }.map { operation in
                (operation.route.verb.rawValue.lowercased(), Self.operation(operation))
            }
            paths.append((path, .object(verbs)))
        }
        return .object(paths)
    }

    private static func operation(_ operation: OperationSchema) -> JSONTree {
        var members: [(String, JSONTree)] = [
            ("operationId", .string(operation.identifier)),
            ("tags", .array([.string(operation.service)])),
            ("description", .string(operation.about)),
            ("x-audience", .string(operation.audience.description)),
            ("x-idempotency", .string(operation.idempotency.rawValue)),
        ]
        if operation.audience.needsNoToken { members.append(("security", .array([]))) }
        let parameters = self.parameters(operation)
        if !parameters.isEmpty { members.append(("parameters", .array(parameters))) }
        if let body = requestBody(operation) { members.append(("requestBody", body)) }
        members.append(("responses", responses(operation)))
        return .object(members)
    }

    private static func parameters(_ operation: OperationSchema) -> [JSONTree] {
        let besides = operation.body.filter { member in
            operation.textBody.map { $0.field != member.name } ?? false
        }
        let places = [("path", operation.path), ("query", operation.query + besides)]
        var parameters = places.flatMap { place in
            place.1.map { member in
                var parameter: [(String, JSONTree)] = [
                    ("name", .string(member.name)), ("in", .string(place.0)),
                    ("required", .bool(member.isRequired)),
                    ("description", .string(member.about)),
                    ("schema", .object(member.schema.json())),
                ]
                if let text = operation.exampleTexts[member.name] {
                    parameter.append(("example", .string(text)))
                }
                return JSONTree.object(parameter)
            }
        }
        if operation.idempotency == .keyed { parameters.append(reference("parameters", "Key")) }
        if operation.takesIfMatch { parameters.append(reference("parameters", "IfMatch")) }
        return parameters
    }

    private static func requestBody(_ operation: OperationSchema) -> JSONTree? {
        guard !operation.body.isEmpty else { return nil }
        var content: [(String, JSONTree)] = [
            ("schema", .object([("$ref", .string("#/components/schemas/\(operation.name)"))]))
        ]
        if let example = operation.exampleBody { content.append(("example", example)) }
        var contents = [("application/json", JSONTree.object(content))]
        if let text = operation.textBody {
            let schema = JSONTree.object([
                ("type", "string"),
                ("description", .string("`\(text.field)` by itself; the rest is in the query.")),
            ])
            contents.append((text.mediaType, .object([("schema", schema)])))
        }
        return .object([
            ("required", .bool(operation.body.contains(where: \.isRequired))),
            ("content", .object(contents)),
        ])
    }

    private static func responses(_ operation: OperationSchema) -> JSONTree {
        var success: [(String, JSONTree)] = [("description", .string("Success."))]
        if operation.isVersioned {
            let tag = reference("headers", "ETag")
            success.append(("headers", .object([("ETag", tag)])))
        }
        let schema = operation.response.json()
        if !schema.isEmpty {
            var content: [(String, JSONTree)] = [("schema", .object(schema))]
            if let example = operation.exampleResponse { content.append(("example", example)) }
            success.append(("content", .object([(operation.mediaType, .object(content))])))
        }
        var responses = [("\(operation.route.success.rawValue)", JSONTree.object(success))]
        for (status, codes) in byStatus(operation.refusals) {
            let name = codes.map(\.rawValue).joined(separator: "_or_")
            responses.append(("\(status)", reference("responses", name)))
        }
        return .object(responses)
    }

    /// OpenAPI has one answer for a status; two codes that share one share it.
    private static func byStatus(_ codes: [Refusal.Code]) -> [(Int, [Refusal.Code])] {
        Set(codes.map(\.status)).sorted().map { status in
            (status, codes.filter { $0.status == status })
        }
    }

    private static func components(
        _ operations: [OperationSchema],
        _ components: SchemaComponents
    ) -> JSONTree {
        let types = components.objects.map { ($0.key, Schema.object($0.value)) }
        let requests = operations.filter { !$0.body.isEmpty }.map { operation in
            (operation.name, Schema.object(operation.body, isRequest: true))
        }
        var answers: [(String, JSONTree)] = []
        for (_, codes) in operations.flatMap({ byStatus($0.refusals) }) {
            let name = codes.map(\.rawValue).joined(separator: "_or_")
            guard !answers.contains(where: { $0.0 == name }) else { continue }
            answers.append((name, refusal(codes)))
        }
        return .object([
            ("schemas", .object((types + requests).sorted { $0.0 < $1.0 })),
            ("responses", .object(answers.sorted { $0.0 < $1.0 })),
            ("parameters", headerParameters),
            (
                "headers",
                .object([
                    (
                        "ETag",
                        .object([
                            ("description", "The version of the resource, in quotes."),
                            ("schema", .object([("type", "string")])),
                        ])
                    )
                ])
            ),
            (
                "securitySchemes",
                .object([
                    ("bearer", .object([("type", "http"), ("scheme", "bearer")]))
                ])
            ),
        ])
    }

    private static func refusal(_ codes: [Refusal.Code]) -> JSONTree {
        let titles = codes.map(\.title).joined(separator: ", or: ")
        let schema = JSONTree.object([("$ref", "#/components/schemas/Problem")])
        return .object([
            ("description", .string("\(titles).")),
            ("content", .object([(Problem.mediaType, .object([("schema", schema)]))])),
        ])
    }

    private static let headerParameters = JSONTree.object([
        (
            "Key",
            header(
                "Idempotency-Key",
                "The caller's own name for this act: sent again with the same key, it is answered "
                    + "with the same bytes for 24 hours and done once.",
                .object([
                    ("type", "string"), ("minLength", .number(1)),
                    ("maxLength", .number(Double(IdempotencyKey.lengthMax))),
                ])
            )
        ),
        (
            "IfMatch",
            header(
                "If-Match",
                "The `ETag` that the change depends on; another version is answered with 412.",
                .object([("type", "string")])
            )
        ),
    ])

    private static func header(_ name: String, _ about: String, _ schema: JSONTree) -> JSONTree {
        .object([
            ("name", .string(name)), ("in", "header"), ("required", .bool(false)),
            ("description", .string(about)), ("schema", schema),
        ])
    }

    private static func reference(_ kind: String, _ name: String) -> JSONTree {
        .object([("$ref", .string("#/components/\(kind)/\(name)"))])
    }
}
