/// Reads and writes the requests of one operation: path, query and body by one list of fields.
/// Made once, when a server or client starts.
public struct RequestCoder<Subject: Operation>: Sendable {
    private let route: Route
    private let shape: Shape<Subject>
    private let placements: [FieldPlacement]
    private let bodyNames: [String]
    private let queryNames: [String]
    private let textBody: TextBody?

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
        textBody = Subject.textBody
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
                throw Refusal(
                    .malformed,
                    "The query is not percent-encoded UTF-8, or has too many parameters."
                )
            }
            texts.query = query
        }
        let text = textBody.flatMap { $0.mediaType == parts.mediaType ? $0 : nil }
        var reader = WireReader(try body(parts, text), unknownFields: .refused, texts: texts)
        guard reader.kind(of: 0) == .object else {
            throw .invalid([FieldError("", .wrongType, "must be an object")])
        }
        let isChange = route.verb == .patch || route.verb == .put
        let besides = text.map { text in bodyNames.filter { $0 != text.field } } ?? []
        var cursor = FieldCursor(
            object: 0,
            placements: besides.isEmpty
                ? placements
                : zip(shape.names, placements).map { besides.contains($0) ? .query : $1 },
            isChange: isChange
        )
        let value = Subject.readMembers(&cursor, &reader)
        reader.finish(cursor, bodyNames)
        reader.finishQuery(queryNames + besides)
        // Something that cannot be named cannot be there: the path comes before the content.
        if reader.isLost { throw .notFound() }
        guard reader.errors.isEmpty, let value else { throw .invalid(reader.errors) }
        return value
    }

    /// Writes a request as a client sends it.
    public func write(_ subject: Subject) -> RequestTarget {
        RequestTarget(verb: route.verb, target: target(subject), body: body(subject))
    }

    private func body(_ parts: RequestParts, _ text: TextBody?) throws(Refusal) -> JSONTape {
        // An operation whose fields may all be left out takes no body for an empty one.
        guard route.verb.hasBody, !parts.body.isEmpty else { return .empty }
        if let text { return try tape(parts.body, as: text.field) }
        guard parts.mediaType == Subject.requestMediaTypes[0] else {
            let types = Subject.requestMediaTypes.joined(separator: " or ")
            throw Refusal(.unsupportedMedia, "The body must be \(types).")
        }
        guard let tape = JSONTape(parts.body) else {
            throw Refusal(.malformed, "The body is not JSON.")
        }
        return tape
    }

    /// The text as the one field of an object.
    private func tape(_ body: [UInt8], as field: String) throws(Refusal) -> JSONTape {
        guard let text = String(utf8: body.span) else {
            throw Refusal(.malformed, "The body is not UTF-8.")
        }
        var writer = WireWriter()
        writer.openObject()
        writer.key(Array("\"\(field)\":".utf8))
        writer.string(text)
        writer.closeObject()
        return JSONTape(writer.bytes) ?? .empty
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
    /// What `Content-Type` says; see `mediaType(_:)`.
    public var mediaType: String
    /// The whole body.
    public var body: [UInt8]

    /// Takes what a transport has.
    public init(
        path: [UInt8],
        parameters: PathParameters,
        query: ArraySlice<UInt8> = [],
        mediaType: String = "application/json",
        body: [UInt8] = []
    ) {
        self.path = path
        self.parameters = parameters
        self.query = query
        self.mediaType = mediaType
        self.body = body
    }

    /// The type that a `Content-Type` names, in small letters and without parameters; empty for
    /// what is no text.
    public static func mediaType(_ contentType: Span<UInt8>) -> String {
        guard let text = String(utf8: contentType) else { return "" }
        return text.prefix { $0 != ";" }.filter { $0 != " " && $0 != "\t" }.lowercased()
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
