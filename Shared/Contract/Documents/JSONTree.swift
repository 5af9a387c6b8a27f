/// JSON as a value, in an order that is kept: what documentation is built of.
indirect enum JSONTree {
    case object([(String, JSONTree)])
    case array([JSONTree])
    case string(String)
    case number(Double)
    case bool(Bool)
    case null

    /// The text with two spaces of indentation, so that a change shows as one in a diff.
    var text: String {
        var text = ""
        lay(to: &text, indent: "")
        return text + "\n"
    }

    private func lay(to text: inout String, indent: String) {
        switch self {
        case .object(let members):
            Self.lay(members, "{", "}", to: &text, indent) { member, text, inner in
                text += "\(Self.quoted(member.0)): "
                member.1.lay(to: &text, indent: inner)
            }
        case .array(let elements):
            Self.lay(elements, "[", "]", to: &text, indent) { element, text, inner in
                element.lay(to: &text, indent: inner)
            }
        case .string(let string): text += Self.quoted(string)
        case .number(let number): text += Bounds.plain(number)
        case .bool(let bool): text += "\(bool)"
        case .null: text += "null"
        }
    }

    private static func lay<Element>(
        _ elements: [Element],
        _ open: String,
        _ close: String,
        to text: inout String,
        _ indent: String,
        _ element: (Element, inout String, String) -> Void
    ) {
        guard !elements.isEmpty else { return text += open + close }
        text += open
        for (index, item) in elements.enumerated() {
            text += (index > 0 ? "," : "") + "\n\(indent)  "
            element(item, &text, indent + "  ")
        }
        text += "\n\(indent)\(close)"
    }

    private static func quoted(_ text: String) -> String {
        var writer = WireWriter()
        writer.string(text)
        return String(decoding: writer.bytes, as: UTF8.self)
    }
}

extension JSONTree {
    /// A value as it travels; `nil` for one that has no JSON.
    init?(_ value: some Wire) {
        guard let tape = JSONTape(value.json()) else { return nil }
        self = Self.value(0, WireReader(tape, unknownFields: .ignored))
    }

    /// JSON text as a value.
    init?(json: [UInt8]) {
        guard let tape = JSONTape(json) else { return nil }
        self = Self.value(0, WireReader(tape, unknownFields: .ignored))
    }

    private static func value(_ node: Int, _ reader: borrowing WireReader) -> JSONTree {
        switch reader.kind(of: node) {
        case .object:
            var members: [(String, JSONTree)] = []
            var name = node + 1
            while name < Int(reader.tape.nodes[node].next) {
                members.append((text(name, reader), value(name + 1, reader)))
                name = Int(reader.tape.nodes[name + 1].next)
            }
            return .object(members)
        case .array:
            var elements: [JSONTree] = []
            var element = node + 1
            while element < Int(reader.tape.nodes[node].next) {
                elements.append(value(element, reader))
                element = Int(reader.tape.nodes[element].next)
            }
            return .array(elements)
        case .string: return .string(text(node, reader))
        case .number: return .number(Double(text(node, reader)) ?? 0)
        case .bool: return .bool(text(node, reader) == "true")
        case .null: return .null
        }
    }

    private static func text(_ node: Int, _ reader: borrowing WireReader) -> String {
        reader.withText(of: node) { String(utf8: $0) ?? "" }
    }
}

extension JSONTree: ExpressibleByStringLiteral {
    init(stringLiteral text: StringLiteralType) {
        self = .string(text)
    }
}
