/// What can travel: in a JSON body, and where it is a single value, in a path or a query.
///
/// One conformance reads, writes and describes a type, so that the server, the client and the
/// printed documentation cannot disagree.
public protocol Wire: Sendable {
    /// Reads the JSON value at a node. Says in `reader` what is wrong with it, and then is `nil`.
    static func read(_ node: Int, _ bounds: Bounds, _ reader: inout WireReader) -> Self?

    /// Appends the JSON value.
    func write(to writer: inout WireWriter)

    /// The version of the one resource that the value is; its `ETag`.
    var resourceVersion: Int? { get }

    /// Reads the value from path or query: the decoded texts given for its name, at least one.
    static func read(texts: [[UInt8]], _ bounds: Bounds, _ reader: inout WireReader) -> Self?

    /// The value as texts for path or query, not encoded yet.
    var texts: [[UInt8]] { get }

    /// What a field of this type is when it is not there; `nil` where it must be there.
    static var absent: Self? { get }

    /// Whether a field with this value is left out.
    var isAbsent: Bool { get }

    /// Whether `null` says something that leaving the field out does not.
    static var clearsWithNull: Bool { get }

    /// Appends the fields of an object without its braces; other values have none.
    func writeMembers(to writer: inout WireWriter)

    /// The fields of an object, for the documentation; other values have none.
    static func memberSchemas(_ components: inout SchemaComponents) -> [MemberSchema]

    /// The type's JSON Schema; object types are put among the components by name.
    static func schema(_ components: inout SchemaComponents) -> Schema
}

extension Wire {
    /// Objects do not travel in a path or a query.
    public static func read(
        texts: [[UInt8]],
        _ bounds: Bounds,
        _ reader: inout WireReader
    ) -> Self? {
        reader.report(.malformed, "must be in the body")
        return nil
    }

    /// Objects do not travel in a path or a query.
    public var texts: [[UInt8]] { [] }

    /// Most values have no version.
    public var resourceVersion: Int? { nil }

    /// A plain value must be there.
    public static var absent: Self? { nil }

    /// A plain value is always written.
    public var isAbsent: Bool { false }

    /// For plain values `null` is nothing.
    public static var clearsWithNull: Bool { false }

    /// A plain value has no fields.
    public func writeMembers(to writer: inout WireWriter) {}

    /// A plain value has no fields.
    public static func memberSchemas(_ components: inout SchemaComponents) -> [MemberSchema] { [] }

    /// The value as a JSON text.
    public func json() -> [UInt8] {
        var writer = WireWriter()
        write(to: &writer)
        return writer.bytes
    }

    /// Reads a JSON text that a peer sent. Fields that are not known are passed over, because the
    /// peer may be newer than we are.
    public init(json: [UInt8]) throws(WireError) {
        guard let tape = JSONTape(json) else { throw .notJSON }
        var reader = WireReader(tape, unknownFields: .ignored)
        guard let value = Self.read(0, .any, &reader) else {
            throw .wrongContent(reader.errors)
        }
        self = value
    }
}

/// Why a text was not taken.
public enum WireError: Error {
    /// It is not JSON.
    case notJSON
    /// It is JSON, with these faults.
    case wrongContent([FieldError])
}
