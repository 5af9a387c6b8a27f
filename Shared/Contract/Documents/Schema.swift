/// What a type looks like on the wire, as far as JSON Schema and TypeScript can say it.
public struct Schema: Hashable, Sendable {
    /// The kinds of value.
    public indirect enum Kind: Hashable, Sendable {
        /// Text, in a form that has a name or a pattern.
        case string(format: String? = nil, pattern: String? = nil)
        /// One of these words.
        case words([String])
        /// A whole number.
        case integer
        /// A number.
        case number(ClosedRange<Double>?)
        /// `true` or `false`.
        case boolean
        /// A list.
        case list(Schema)
        /// A type among the components.
        case component(String)
        /// A page of a list.
        case page(of: Schema)
        /// No body.
        case nothing
        /// A body that is no JSON.
        case document
    }

    var kind: Kind
    var bounds: Range?

    /// Ends of a number, a length or a count.
    struct Range: Hashable, Sendable {
        var low: Double
        var high: Double
    }

    /// - Parameters:
    ///   - kind: what it is.
    ///   - range: the ends of a number.
    public init(_ kind: Kind, range: ClosedRange<Double>? = nil) {
        self.kind = kind
        bounds = range.map { Range(low: $0.lowerBound, high: $0.upperBound) }
    }

    /// The schema with a field's bounds.
    func within(_ bounds: Bounds) -> Schema {
        var schema = self
        switch bounds {
        case .any: break
        case .line(let range), .text(let range):
            schema.bounds = Range(low: Double(range.lowerBound), high: Double(range.upperBound))
        case .number(let range):
            schema.bounds = Range(low: range.lowerBound, high: range.upperBound)
        case .items(let range, let each):
            schema.bounds = Range(low: Double(range.lowerBound), high: Double(range.upperBound))
            if case .list(let element) = schema.kind { schema.kind = .list(element.within(each)) }
        }
        return schema
    }
}

/// One field in the documentation.
public struct MemberSchema: Hashable, Sendable {
    let name: String
    let about: String
    let schema: Schema
    /// Whether a client has to send it.
    let isRequired: Bool
    /// Whether an answer always has it.
    let isAlwaysWritten: Bool
    let isNullable: Bool
}

/// The object types that have been met, by name.
public struct SchemaComponents: Sendable {
    private(set) var objects: [String: [MemberSchema]] = [:]

    /// Adds a type under its name, once, and refers to it.
    mutating func refer<Object: WireObject>(to type: Object.Type) -> Schema {
        let name = String(describing: type)
        if objects[name] == nil {
            // Named before its members are, for the sake of types that contain themselves.
            objects[name] = []
            objects[name] = type.memberSchemas(&self)
        }
        return Schema(.component(name))
    }
}

extension WireObject {
    /// A component with the type's name.
    public static func schema(_ components: inout SchemaComponents) -> Schema {
        components.refer(to: Self.self)
    }

    /// The fields, inlined ones included.
    public static func memberSchemas(_ components: inout SchemaComponents) -> [MemberSchema] {
        shape.members.flatMap { member -> [MemberSchema] in
            let inlined = member.inlined(&components)
            guard inlined.isEmpty else { return inlined }
            return [
                MemberSchema(
                    name: member.name,
                    about: member.about,
                    schema: member.schema(&components).within(member.bounds),
                    isRequired: member.isRequired,
                    isAlwaysWritten: member.isAlwaysWritten,
                    isNullable: member.isNullable
                )
            ]
        }
    }
}
