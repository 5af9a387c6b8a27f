/// The fields of an object type, in the order of its initializer.
///
/// One list reads, writes and describes the type. Reading goes through every field before it
/// gives up, so that a client learns of all its mistakes at once.
public struct Shape<Root: Sendable>: Sendable {
    let members: [Member<Root>]
    /// The names of all fields, inlined ones included.
    let names: [String]
    /// Makes a value of the members under a cursor; `nil` after faults were reported.
    let make: @Sendable (inout FieldCursor, inout WireReader) -> Root?

    /// - Parameters:
    ///   - initializer: takes the fields' values in their order.
    ///   - fields: the fields.
    public init<each Value: Wire>(
        _ initializer: @escaping @Sendable (repeat each Value) -> Root,
        _ fields: repeat Field<Root, each Value>
    ) {
        var members: [Member<Root>] = []
        repeat members.append(Member(each fields))
        self.members = members
        // A key path here would be made in the pack's environment, which Swift 6.3 cannot do.
        names = members.flatMap { $0.names }
        make = { cursor, reader in
            let values = (repeat (each fields).read(&cursor, &reader))
            do throws(Incomplete) {
                return initializer(repeat try present(each values))
            } catch {
                return nil
            }
        }
    }
}

/// A field of any type, as the rest of the program sees it.
struct Member<Root: Sendable>: Sendable {
    let name: String
    let names: [String]
    let about: String
    let bounds: Bounds
    let isRequired: Bool
    let isAlwaysWritten: Bool
    let isNullable: Bool
    let write: @Sendable (Root, inout WireWriter) -> Void
    let texts: @Sendable (Root) -> [[UInt8]]
    let isAbsent: @Sendable (Root) -> Bool
    let schema: @Sendable (inout SchemaComponents) -> Schema
    /// The members of a type whose fields stand among ours; empty for a field of its own.
    let inlined: @Sendable (inout SchemaComponents) -> [MemberSchema]

    init<Value: Wire>(_ field: Field<Root, Value>) {
        let get = field.get
        name = field.name
        names = field.inlined?.names ?? [field.name]
        about = field.about
        bounds = field.bounds
        isRequired = Value.absent == nil && field.fallback == nil && field.inlined == nil
        isAlwaysWritten = Value.absent == nil || field.writesNull
        isNullable = Value.clearsWithNull || field.writesNull
        texts = { get($0).texts }
        isAbsent = { get($0).isAbsent }
        schema = { Value.schema(&$0) }
        if field.inlined != nil {
            write = { get($0).writeMembers(to: &$1) }
            inlined = { Value.memberSchemas(&$0) }
        } else {
            let key = Array("\"\(field.name)\":".utf8)
            let writesNull = field.writesNull
            write = { root, writer in
                let value = get(root)
                if value.isAbsent, !writesNull { return }
                writer.key(key)
                value.write(to: &writer)
            }
            inlined = { _ in [] }
        }
    }
}

/// A value was faulty; its reader has reported how.
private struct Incomplete: Error {}

private func present<Value>(_ value: Value?) throws(Incomplete) -> Value {
    guard let value else { throw Incomplete() }
    return value
}

/// An object type that is described by its shape.
public protocol WireObject: Wire {
    /// The fields as they are sent.
    static var shape: Shape<Self> { get }

    /// What is wrong with fields that are each right by themselves.
    func faults() -> [FieldError]
}

extension WireObject {
    /// Reads an object field by field.
    public static func read(
        _ node: Int,
        _ bounds: Bounds,
        _ reader: inout WireReader
    ) -> Self? {
        guard reader.kind(of: node) == .object else {
            reader.report(.wrongType, "must be an object")
            return nil
        }
        var cursor = FieldCursor(object: node)
        let value = readMembers(&cursor, &reader)
        reader.finish(cursor, shape.names)
        return value
    }

    /// Nothing is wrong with fields that are each right by themselves.
    public func faults() -> [FieldError] { [] }

    /// Reads the members under a cursor, and asks the value about itself.
    static func readMembers(
        _ cursor: inout FieldCursor,
        _ reader: inout WireReader
    ) -> Self? {
        guard let value = shape.make(&cursor, &reader) else { return nil }
        for fault in value.faults() { reader.report(fault.code, fault.message, field: fault.field) }
        return value
    }

    /// Writes an object field by field.
    public func write(to writer: inout WireWriter) {
        writer.openObject()
        writeMembers(to: &writer)
        writer.closeObject()
    }

    /// Writes the fields without their braces.
    public func writeMembers(to writer: inout WireWriter) {
        for member in Self.shape.members { member.write(self, &writer) }
    }
}
