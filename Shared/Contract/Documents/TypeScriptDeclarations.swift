/// The contract as TypeScript declarations, printed from the operations.
public enum TypeScriptDeclarations {
    /// The text of a `.d.ts` file, the same every time.
    public static func text() -> String {
        let (operations, components) = OperationSchema.all()
        var text = """
            // Printed from the contract; `make openapi` prints it again.

            /** A part of a list, and where the next part begins. */
            export interface Page<Item> {
              items: Item[];
              next_cursor: string | null;
            }


            """
        for (name, members) in components.objects.sorted(by: { $0.key < $1.key }) {
            text += interface(name, members, isRequired: \.isAlwaysWritten)
        }
        for operation in operations.sorted(by: { $0.name < $1.name })
        where !operation.body.isEmpty {
            text += interface(operation.name, operation.body, isRequired: \.isRequired)
        }
        text += "/** Every operation, by its name. */\nexport interface Operations {\n"
        for operation in operations { text += declaration(operation) }
        return text + "}\n"
    }

    private static func interface(
        _ name: String,
        _ members: [MemberSchema],
        isRequired: (MemberSchema) -> Bool
    ) -> String {
        let properties = properties(members, indent: "  ", isRequired: isRequired)
        return "export interface \(name) {\n\(properties)}\n\n"
    }

    private static func properties(
        _ members: [MemberSchema],
        indent: String,
        isRequired: (MemberSchema) -> Bool
    ) -> String {
        members.map { member in
            let comment = member.about.isEmpty ? "" : "\(indent)/** \(member.about) */\n"
            let mark = isRequired(member) ? "" : "?"
            let type = type(member.schema) + (member.isNullable ? " | null" : "")
            return "\(comment)\(indent)\(member.name)\(mark): \(type);\n"
        }.joined()
    }

    private static func declaration(_ operation: OperationSchema) -> String {
        let about = operation.about.split(separator: "\n").map { "   * \($0)\n" }.joined()
        let text = operation.textBody == nil ? "" : " | string"
        let body = operation.body.isEmpty ? "undefined" : operation.name + text
        return """
              /**
            \(about)   * For: \(operation.audience.description).
               */
              \(operation.identifier): {
                method: "\(operation.route.verb.rawValue)";
                path: "\(operation.route.path)";
                parameters: \(inline(operation.path));
                query: \(inline(operation.query));
                body: \(body);
                response: \(type(operation.response));
              };

            """
    }

    private static func inline(_ members: [MemberSchema]) -> String {
        guard !members.isEmpty else { return "undefined" }
        return "{\n" + properties(members, indent: "      ", isRequired: \.isRequired) + "    }"
    }

    private static func type(_ schema: Schema) -> String {
        switch schema.kind {
        case .string: "string"
        case .words(let words): words.map { "\"\($0)\"" }.joined(separator: " | ")
        case .integer, .number: "number"
        case .boolean: "boolean"
        case .list(let element): "Array<\(type(element))>"
        case .component(let name): name
        case .page(let item): "Page<\(type(item))>"
        case .nothing: "undefined"
        case .document: "string"
        }
    }
}
