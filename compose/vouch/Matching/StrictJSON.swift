import FoundationEssentials

/// Decodes JSON and refuses members that nothing reads: a misspelled name must not pass for a
/// missing one.
enum StrictJSON {
    static func decode<Value: Codable>(_ type: Value.Type, from file: Data) throws -> Value {
        let decoder = JSONDecoder()
        decoder.keyDecodingStrategy = .convertFromSnakeCase
        let encoder = JSONEncoder()
        encoder.keyEncodingStrategy = .convertToSnakeCase
        let value = try decoder.decode(type, from: file)
        // What was read is what encodes again; anything else in the file was ignored.
        let plain = JSONDecoder()
        let given = try plain.decode(Tree.self, from: file)
        let read = try plain.decode(Tree.self, from: encoder.encode(value))
        if let path = given.firstMember(missingIn: read) {
            throw Refusal("\(path) is not a known member.")
        }
        return value
    }

    private enum Tree: Decodable {
        case object([String: Tree])
        case array([Tree])
        case null
        case leaf

        init(from decoder: any Decoder) throws {
            if let members = try? [String: Tree](from: decoder) {
                self = .object(members)
            } else if let elements = try? [Tree](from: decoder) {
                self = .array(elements)
            } else {
                self = try decoder.singleValueContainer().decodeNil() ? .null : .leaf
            }
        }

        /// The path of a member that `read` lacks; null is the same as absent.
        func firstMember(missingIn read: Tree) -> String? {
            switch (self, read) {
            case (.object(let given), .object(let known)):
                for (name, member) in given.sorted(by: { $0.key < $1.key }) {
                    if case .null = member { continue }
                    guard let known = known[name] else { return name }
                    if let path = member.firstMember(missingIn: known) { return "\(name).\(path)" }
                }
                return nil
            case (.array(let given), .array(let known)):
                for (index, pair) in zip(given, known).enumerated() {
                    if let path = pair.0.firstMember(missingIn: pair.1) {
                        return "[\(index)].\(path)"
                    }
                }
                return nil
            case (.object, _), (.array, _), (.null, _), (.leaf, _): return nil
            }
        }
    }
}
