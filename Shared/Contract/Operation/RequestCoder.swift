/// Reads and writes the requests of one operation: path, query and body by one list of fields.
/// Made once, when a server or client starts.
public struct RequestCoder<Subject: Operation>: Sendable {
    private let route: Route
    private let shape: Shape<Subject>
    private let placements: [FieldPlacement]
    private let bodyNames: [String]
    private let queryNames: [String]

    /// Asks the operation for its fields and its route.
    public init() {
        let route = Subject.route
        let parameters = route.parameters
        self.route = route
        shape = Subject.shape
        placements = shape.names.map { name in
            if let position = parameters.firstIndex(of: name) { return .path(position) }
            return route.verb.hasBody ? .body : .query
        }
        let names = shape.names
        bodyNames = zip(names, placements).filter { $0.1 == .body }.map(\.0)
        queryNames = zip(names, placements).filter { $0.1 == .query }.map(\.0)
        let lost = parameters.filter { !names.contains($0) }
        precondition(lost.isEmpty, "\(Subject.self) has no field for \(lost).")
    }

    /// Reads a request that the route table has matched.
    public func read(_ parts: RequestParts) throws(Refusal) -> Subject {
        var texts = RequestTexts()
        for position in 0..<parts.parameters.count {
            let raw = parts.path[parts.parameters[position]]
            guard let text = PercentEncoding.decode(raw) else { throw .notFound() }
            texts.path.append(text)
        }
        if !parts.query.isEmpty {
            guard let query = RequestTexts.query(parts.query) else {
                throw Refusal(.malformed, "The query is not percent-encoded UTF-8.")
            }
            texts.query = query
        }
        var reader = WireReader(try body(parts), unknownFields: .refused, texts: texts)
        guard reader.kind(of: 0) == .object else {
            throw .invalid([FieldError("", .wrongType, "must be an object")])
        }
        let isChange = route.verb == .patch || route.verb == .put
        var cursor = FieldCursor(object: 0, placements: placements, isChange: isChange)
        let value = Subject.readMembers(&cursor, &reader)
        reader.finish(cursor, bodyNames)
        reader.finishQuery(queryNames)
        // Something that cannot be named cannot be there: the path comes before the content.
        if reader.isLost { throw .notFound() }
        guard reader.errors.isEmpty, let value else { throw .invalid(reader.errors) }
        return value
    }

    /// Writes a request as a client sends it.
    public func write(_ subject: Subject) -> RequestTarget {
        RequestTarget(verb: route.verb, target: target(subject), body: body(subject))
    }

    private func body(_ parts: RequestParts) throws(Refusal) -> JSONTape {
        // An operation whose fields may all be left out takes no body for an empty one.
        guard route.verb.hasBody, !parts.body.isEmpty else { return .empty }
        guard parts.isJSON else {
            throw Refusal(.unsupportedMedia, "The body must be application/json.")
        }
        guard let tape = JSONTape(parts.body) else {
            throw Refusal(.malformed, "The body is not JSON.")
        }
        return tape
    }

    private func target(_ subject: Subject) -> [UInt8] {
        var target: [UInt8] = []
        for segment in route.segments {
            target.append(UInt8(ascii: "/"))
            switch segment {
            case .literal(let bytes): target.append(contentsOf: bytes)
            case .parameter(let name):
                let texts = shape.members.first { $0.name == name }?.texts(subject) ?? []
                PercentEncoding.encode(texts.first ?? [], to: &target)
            }
        }
        var separator = UInt8(ascii: "?")
        for member in shape.members where queryNames.contains(member.name) {
            for text in member.texts(subject) {
                target.append(separator)
                PercentEncoding.encode(Array(member.name.utf8), to: &target)
                target.append(UInt8(ascii: "="))
                PercentEncoding.encode(text, to: &target)
                separator = UInt8(ascii: "&")
            }
        }
        return target
    }

    private func body(_ subject: Subject) -> [UInt8] {
        guard !bodyNames.isEmpty else { return [] }
        var writer = WireWriter()
        writer.openObject()
        for member in shape.members where member.names.allSatisfy(bodyNames.contains) {
            member.write(subject, &writer)
        }
        writer.closeObject()
        return writer.bytes
    }
}

/// A request as it comes from a transport, matched but not read.
public struct RequestParts: Sendable {
    /// The path without its query, as it came.
    public var path: [UInt8]
    /// Where the route's parameters are in the path.
    public var parameters: PathParameters
    /// What follows the `?`, as it came.
    public var query: ArraySlice<UInt8>
    /// Whether `Content-Type` says JSON; see `isJSON(_:)`.
    public var isJSON: Bool
    /// The whole body.
    public var body: [UInt8]

    /// Takes what a transport has.
    public init(
        path: [UInt8],
        parameters: PathParameters,
        query: ArraySlice<UInt8> = [],
        isJSON: Bool = true,
        body: [UInt8] = []
    ) {
        self.path = path
        self.parameters = parameters
        self.query = query
        self.isJSON = isJSON
        self.body = body
    }

    /// Whether a `Content-Type` is `application/json`, whatever its case and parameters.
    public static func isJSON(_ contentType: Span<UInt8>) -> Bool {
        guard let text = String(utf8: contentType) else { return false }
        let type = text.prefix { $0 != ";" }.filter { $0 != " " && $0 != "\t" }
        return type.lowercased() == "application/json"
    }
}

/// A request as a client sends it.
public struct RequestTarget: Hashable, Sendable {
    /// What HTTP calls the act.
    public let verb: Verb
    /// Path and query, percent-encoded.
    public let target: [UInt8]
    /// The JSON body; empty where there is none.
    public let body: [UInt8]
}
