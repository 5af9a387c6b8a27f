extension Schema {
    /// JSON Schema 2020-12, as OpenAPI 3.1 has it.
    func json(isNullable: Bool = false) -> [(String, JSONTree)] {
        switch kind {
        case .string(let format, let pattern):
            var members = Self.type("string", isNullable)
            if let format { members.append(("format", .string(format))) }
            if let pattern { members.append(("pattern", .string(pattern))) }
            return members + limits("minLength", "maxLength")
        case .words(let words):
            let values = words.map(JSONTree.string) + (isNullable ? [.null] : [])
            return Self.type("string", isNullable) + [("enum", .array(values))]
        case .integer:
            return Self.type("integer", isNullable) + limits("minimum", "maximum")
        case .number(let range):
            let schema = Schema(.integer, range: range)
            return Self.type("number", isNullable)
                + (bounds == nil ? schema : self).limits("minimum", "maximum")
        case .boolean: return Self.type("boolean", isNullable)
        case .list(let element):
            return Self.type("array", isNullable) + [("items", .object(element.json()))]
                + limits("minItems", "maxItems")
        case .component(let name):
            let reference = JSONTree.string("#/components/schemas/\(name)")
            guard isNullable else { return [("$ref", reference)] }
            let alternatives = [
                JSONTree.object([("$ref", reference)]), .object([("type", "null")]),
            ]
            return [("anyOf", .array(alternatives))]
        case .page(let item): return Self.page(of: item)
        case .nothing: return []
        case .document: return Self.type("string", false)
        }
    }

    /// An object type with its fields. A request refuses fields that it does not know.
    static func object(_ members: [MemberSchema], isRequest: Bool = false) -> JSONTree {
        let properties = members.map { member in
            let about: [(String, JSONTree)] =
                member.about.isEmpty ? [] : [("description", .string(member.about))]
            let schema = member.schema.json(isNullable: member.isNullable)
            return (member.name, JSONTree.object(schema + about))
        }
        let required = members.filter { isRequest ? $0.isRequired : $0.isAlwaysWritten }
            .map { JSONTree.string($0.name) }
        var object: [(String, JSONTree)] = [
            ("type", "object"), ("properties", .object(properties)),
        ]
        if !required.isEmpty { object.append(("required", .array(required))) }
        if isRequest { object.append(("additionalProperties", .bool(false))) }
        return .object(object)
    }

    private static func page(of item: Schema) -> [(String, JSONTree)] {
        let cursor = "Where the next page begins; `null` after the last one."
        return [
            ("type", "object"),
            (
                "properties",
                .object([
                    ("items", .object([("type", "array"), ("items", .object(item.json()))])),
                    (
                        "next_cursor",
                        .object(type("string", true) + [("description", .string(cursor))])
                    ),
                ])
            ),
            ("required", .array(["items", "next_cursor"])),
        ]
    }

    private static func type(_ name: String, _ isNullable: Bool) -> [(String, JSONTree)] {
        let name = JSONTree.string(name)
        return [("type", isNullable ? .array([name, "null"]) : name)]
    }

    private func limits(_ low: String, _ high: String) -> [(String, JSONTree)] {
        guard let bounds else { return [] }
        return [(low, .number(bounds.low)), (high, .number(bounds.high))]
    }
}
