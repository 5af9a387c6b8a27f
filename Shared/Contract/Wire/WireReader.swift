/// What is being read, and what was found wrong with it so far.
public struct WireReader: ~Copyable {
    /// What to do with fields that nobody declared.
    enum UnknownFields {
        /// A client's mistake, which it should hear of.
        case refused
        /// A peer that may be newer than we are.
        case ignored
    }

    /// A client learns what it has to know from the first hundred.
    static let errorsMax = 100

    let tape: JSONTape
    let unknownFields: UnknownFields
    /// The texts in a request's path and query; empty elsewhere.
    let texts: RequestTexts
    private(set) var errors: [FieldError] = []
    /// Whether something in the path was not what it has to be: such a thing does not exist.
    var isLost = false

    init(_ tape: JSONTape, unknownFields: UnknownFields, texts: RequestTexts = .none) {
        self.tape = tape
        self.unknownFields = unknownFields
        self.texts = texts
    }

    /// Reports a fault in the value that is being read; its containers add where it is.
    public mutating func report(_ code: FieldError.Code, _ message: String, field: String = "") {
        guard errors.count < Self.errorsMax else { return }
        errors.append(FieldError(field, code, message))
    }

    /// Says in which container the faults from `first` on were found.
    mutating func place(errorsFrom first: Int, within container: String) {
        for index in first..<errors.count { errors[index] = errors[index].within(container) }
    }

    func kind(of node: Int) -> JSONTape.Node.Kind { tape.nodes[node].kind }

    /// The text of a string node, or the token of a number or a boolean.
    func withText<Result>(of node: Int, _ body: (Span<UInt8>) -> Result) -> Result {
        let node = tape.nodes[node]
        if node.isEscaped {
            let text = tape.unescaped(node)
            return body(text.span)
        }
        return body(tape.bytes.span.extracting(Int(node.start)..<Int(node.end)))
    }

    /// The value of a member by its name, wherever it stands; members in the order of the
    /// declaration are found at once.
    func member(_ name: [UInt8], _ cursor: inout FieldCursor) -> Int? {
        let object = tape.nodes[cursor.object]
        let end = Int(object.next)
        if cursor.next < end, isNamed(cursor.next, name) { return take(cursor.next, &cursor) }
        var node = cursor.object + 1
        while node < end {
            if isNamed(node, name) { return take(node, &cursor) }
            node = Int(tape.nodes[node + 1].next)
        }
        return nil
    }

    /// Reports members that nobody declared, and those that are there twice.
    mutating func finish(_ cursor: FieldCursor, _ names: [String]) {
        let object = tape.nodes[cursor.object]
        guard unknownFields == .refused, cursor.matched < Int(object.count) else { return }
        var seen: Set<String> = []
        var node = cursor.object + 1
        while node < Int(object.next), errors.count < Self.errorsMax {
            let name = withText(of: node) { String(utf8: $0) ?? "" }
            reportUnlessNew(name, among: names, &seen)
            node = Int(tape.nodes[node + 1].next)
        }
    }

    /// The same for parameters of the query.
    mutating func finishQuery(_ names: [String]) {
        var seen: Set<String> = []
        for (name, _) in texts.query where seen.insert(name).inserted && !names.contains(name) {
            report(.unknownField, "is not a parameter here", field: Self.shortened(name))
        }
    }

    private mutating func reportUnlessNew(
        _ name: String,
        among names: [String],
        _ seen: inout Set<String>
    ) {
        if !names.contains(name) {
            report(.unknownField, "is not a field here", field: Self.shortened(name))
        } else if !seen.insert(name).inserted {
            report(.duplicateField, "is given twice", field: name)
        }
    }

    /// An invented name comes from outside: it is repeated only as far as it helps.
    private static func shortened(_ name: String) -> String {
        let printable = name.unicodeScalars.prefix(64).filter { $0.value >= 0x20 && $0 != "\u{7F}" }
        return String(String.UnicodeScalarView(printable))
    }

    private func take(_ name: Int, _ cursor: inout FieldCursor) -> Int {
        cursor.matched += 1
        cursor.next = Int(tape.nodes[name + 1].next)
        return name + 1
    }

    private func isNamed(_ node: Int, _ name: [UInt8]) -> Bool {
        let string = tape.nodes[node]
        if string.isEscaped { return tape.unescaped(string) == name }
        guard Int(string.end - string.start) == name.count else { return false }
        var index = Int(string.start)
        for byte in name {
            guard tape.bytes[index] == byte else { return false }
            index += 1
        }
        return true
    }
}

/// Where the reader is within one object.
struct FieldCursor {
    /// The object's node.
    let object: Int
    /// The name that is likely to come next.
    var next: Int
    /// Members that were asked for and found.
    var matched = 0
    /// Where the fields of a request travel, in order; empty where all are in the object.
    let placements: [FieldPlacement]
    /// The field that is being read, counted where there are placements.
    var field = 0
    /// Whether the object is a change, in which `null` must not pass for "not mentioned".
    let isChange: Bool

    init(object: Int, placements: [FieldPlacement] = [], isChange: Bool = false) {
        self.object = object
        next = object + 1
        self.placements = placements
        self.isChange = isChange
    }

    /// Where the next field travels.
    mutating func placement() -> FieldPlacement {
        guard field < placements.count else { return .body }
        field += 1
        return placements[field - 1]
    }
}

/// Where a field of a request travels.
enum FieldPlacement: Hashable, Sendable {
    /// In the path, as the parameter with this position.
    case path(Int)
    /// In the query, by its name.
    case query
    /// In the JSON body.
    case body
}
