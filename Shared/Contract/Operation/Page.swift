/// A part of a list, and where the next part begins.
public struct Page<Item: Wire>: Sendable {
    /// The elements, in the list's order.
    public var items: [Item]
    /// Where the next page begins; nothing after the last one.
    public var nextCursor: Cursor?

    /// A part of a list.
    public init(_ items: [Item], next: Cursor? = nil) {
        self.items = items
        nextCursor = next
    }
}

extension Page: Equatable where Item: Equatable {}

extension Page: Wire {
    private static var itemsKey: [UInt8] { Array("items".utf8) }
    private static var cursorKey: [UInt8] { Array("next_cursor".utf8) }

    /// Reads `{"items": […], "next_cursor": …}`.
    public static func read(_ node: Int, _ bounds: Bounds, _ reader: inout WireReader) -> Page? {
        var cursor = FieldCursor(object: node)
        guard reader.kind(of: node) == .object, let list = reader.member(itemsKey, &cursor) else {
            reader.report(.missing, "is required", field: "items")
            return nil
        }
        let errors = reader.errors.count
        let items = [Item].read(list, bounds, &reader)
        reader.place(errorsFrom: errors, within: "items")
        var next: Cursor??
        if let place = reader.member(cursorKey, &cursor) {
            next = Cursor?.read(place, .any, &reader)
        } else {
            next = .some(nil)
        }
        guard let items, let next else { return nil }
        return Page(items, next: next)
    }

    /// Writes `{"items": […], "next_cursor": …}`.
    public func write(to writer: inout WireWriter) {
        writer.openObject()
        writer.key(Array(#""items":"#.utf8))
        items.write(to: &writer)
        writer.key(Array(#""next_cursor":"#.utf8))
        nextCursor.write(to: &writer)
        writer.closeObject()
    }

    /// A page of the element's schema.
    public static func schema(_ components: inout SchemaComponents) -> Schema {
        Schema(.page(of: Item.schema(&components)))
    }
}

/// The answer of an operation that has nothing to say.
public struct Nothing: Hashable, Sendable {
    /// Nothing.
    public init() {}
}

extension Nothing: Wire {
    /// Any answer will do.
    public static func read(_ node: Int, _ bounds: Bounds, _ reader: inout WireReader) -> Nothing? {
        Nothing()
    }

    /// Writes nothing: the answer has no body.
    public func write(to writer: inout WireWriter) {}

    /// No body.
    public static func schema(_ components: inout SchemaComponents) -> Schema { Schema(.nothing) }
}
