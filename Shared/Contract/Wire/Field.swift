/// What the fields of several types have in common: spelled once, so that what is read and what is
/// changed cannot differ.
struct FieldTerms: Sendable {
    let name: String
    let bounds: Bounds
    let about: String

    init(_ name: String, _ bounds: Bounds = .any, about: String) {
        (self.name, self.bounds, self.about) = (name, bounds, about)
    }
}

/// One field of an object: its name on the wire, where it is in the type, what it may hold.
public struct Field<Root: Sendable, Value: Wire>: Sendable {
    let name: String
    let key: [UInt8]
    let get: @Sendable (Root) -> Value
    let bounds: Bounds
    let fallback: Value?
    let writesNull: Bool
    let about: String
    /// Reads the value out of the object around it, where the field is inlined.
    let inlined: Inlined<Value>?

    /// - Parameters:
    ///   - name: the name on the wire, in snake_case.
    ///   - get: the property, as a key path.
    ///   - bounds: how long, how large, how many.
    ///   - fallback: what the field is when it is left out.
    ///   - writesNull: whether nothing is written as `null`, rather than left out.
    ///   - about: what it means, for the documentation; units and ranges included.
    public init(
        _ name: String,
        _ get: @escaping @Sendable (Root) -> Value,
        _ bounds: Bounds = .any,
        default fallback: Value? = nil,
        writesNull: Bool = false,
        about: String = ""
    ) {
        self.name = name
        self.get = get
        self.bounds = bounds
        self.fallback = fallback
        self.writesNull = writesNull
        self.about = about
        key = Array(name.utf8)
        inlined = nil
    }

    /// A field that several types have.
    init(
        _ terms: FieldTerms,
        _ get: @escaping @Sendable (Root) -> Value,
        default fallback: Value? = nil
    ) {
        self.init(terms.name, get, terms.bounds, default: fallback, about: terms.about)
    }

    /// Fields of another type that stand beside this object's own.
    public static func inline(
        _ get: @escaping @Sendable (Root) -> Value
    ) -> Field where Value: WireObject {
        Field(
            get: get,
            inlined: Inlined(
                names: Value.shape.names,
                read: { Value.readMembers(&$0, &$1) }
            )
        )
    }

    private init(get: @escaping @Sendable (Root) -> Value, inlined: Inlined<Value>) {
        self.get = get
        self.inlined = inlined
        name = ""
        key = []
        bounds = .any
        fallback = nil
        writesNull = false
        about = ""
    }

    /// The value, or `nil` after a fault was reported.
    func read(_ cursor: inout FieldCursor, _ reader: inout WireReader) -> Value? {
        if let inlined { return inlined.read(&cursor, &reader) }
        switch cursor.placement() {
        case .body: return readMember(&cursor, &reader)
        case .query: return readText(reader.texts.values(of: name), &reader)
        case .path(let position):
            let errors = reader.errors.count
            let value = readText([reader.texts.path[position]], &reader)
            if reader.errors.count > errors { reader.isLost = true }
            return value
        }
    }

    private func readMember(_ cursor: inout FieldCursor, _ reader: inout WireReader) -> Value? {
        guard let node = reader.member(key, &cursor) else { return absent(&reader) }
        if cursor.isChange, !Value.clearsWithNull, reader.kind(of: node) == .null {
            reader.report(.null, "cannot be cleared", field: name)
            return nil
        }
        let errors = reader.errors.count
        let value = Value.read(node, bounds, &reader)
        reader.place(errorsFrom: errors, within: name)
        return value
    }

    private func readText(_ texts: [[UInt8]], _ reader: inout WireReader) -> Value? {
        if texts.isEmpty { return absent(&reader) }
        let errors = reader.errors.count
        let value = Value.read(texts: texts, bounds, &reader)
        reader.place(errorsFrom: errors, within: name)
        return value
    }

    private func absent(_ reader: inout WireReader) -> Value? {
        if let value = fallback ?? Value.absent { return value }
        reader.report(.missing, "is required", field: name)
        return nil
    }
}

/// How to read a value whose fields stand among those of another.
struct Inlined<Value>: Sendable {
    let names: [String]
    let read: @Sendable (inout FieldCursor, inout WireReader) -> Value?
}
