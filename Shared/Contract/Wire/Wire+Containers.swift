public import Vocabulary

extension Optional: Wire where Wrapped: Wire {
    /// `null` is nothing.
    public static func read(
        _ node: Int,
        _ bounds: Bounds,
        _ reader: inout WireReader
    ) -> Wrapped?? {
        if reader.kind(of: node) == .null { return .some(nil) }
        return Wrapped.read(node, bounds, &reader).map(Optional.some)
    }

    /// Reads the value where there is a text for it.
    public static func read(
        texts: [[UInt8]],
        _ bounds: Bounds,
        _ reader: inout WireReader
    ) -> Wrapped?? {
        Wrapped.read(texts: texts, bounds, &reader).map(Optional.some)
    }

    /// Writes the value, or `null`.
    public func write(to writer: inout WireWriter) {
        switch self {
        case .some(let value): value.write(to: &writer)
        case .none: writer.null()
        }
    }

    /// No text for nothing.
    public var texts: [[UInt8]] { self?.texts ?? [] }

    /// A field of this type may be left out.
    public static var absent: Wrapped?? { .some(nil) }

    /// Nothing is left out.
    public var isAbsent: Bool { self == nil }

    /// The value's schema; that it may be left out is said by the object.
    public static func schema(_ components: inout SchemaComponents) -> Schema {
        Wrapped.schema(&components)
    }
}

extension Patch: Wire where Value: Wire {
    /// `null` clears.
    public static func read(
        _ node: Int,
        _ bounds: Bounds,
        _ reader: inout WireReader
    ) -> Patch<Value>? {
        if reader.kind(of: node) == .null { return .clear }
        return Value.read(node, bounds, &reader).map(Patch.set)
    }

    /// Writes the value, or `null`.
    public func write(to writer: inout WireWriter) {
        switch self {
        case .set(let value): value.write(to: &writer)
        case .clear, .keep: writer.null()
        }
    }

    /// What is not mentioned stays.
    public static var absent: Patch<Value>? { .keep }

    /// What stays is not mentioned.
    public var isAbsent: Bool {
        switch self {
        case .keep: true
        case .clear, .set: false
        }
    }

    /// `null` clears the field.
    public static var clearsWithNull: Bool { true }

    /// The value's schema; that it may be `null` is said by the object.
    public static func schema(_ components: inout SchemaComponents) -> Schema {
        Value.schema(&components)
    }
}

extension Array: Wire where Element: Wire {
    /// Reads every element, also after a faulty one.
    public static func read(
        _ node: Int,
        _ bounds: Bounds,
        _ reader: inout WireReader
    ) -> [Element]? {
        guard reader.kind(of: node) == .array else {
            reader.report(.wrongType, "must be a list")
            return nil
        }
        let count = Int(reader.tape.nodes[node].count)
        if let (code, message) = bounds.fault(inCount: count) {
            reader.report(code, message)
            return nil
        }
        var elements: [Element] = []
        elements.reserveCapacity(count)
        var child = node + 1
        for index in 0..<count {
            let errors = reader.errors.count
            if let element = Element.read(child, bounds.ofElements, &reader) {
                elements.append(element)
            }
            if reader.errors.count > errors {
                reader.place(errorsFrom: errors, within: "[\(index)]")
            }
            child = Int(reader.tape.nodes[child].next)
        }
        return elements.count == count ? elements : nil
    }

    /// Reads one element from each text.
    public static func read(
        texts: [[UInt8]],
        _ bounds: Bounds,
        _ reader: inout WireReader
    ) -> [Element]? {
        if let (code, message) = bounds.fault(inCount: texts.count) {
            reader.report(code, message)
            return nil
        }
        let elements = texts.compactMap { Element.read(texts: [$0], bounds.ofElements, &reader) }
        return elements.count == texts.count ? elements : nil
    }

    /// Writes the elements.
    public func write(to writer: inout WireWriter) {
        writer.array(self) { $0.write(to: &$1) }
    }

    /// One text for each element.
    public var texts: [[UInt8]] { flatMap(\.texts) }

    /// A list of the element's schema.
    public static func schema(_ components: inout SchemaComponents) -> Schema {
        Schema(.list(Element.schema(&components)))
    }
}
