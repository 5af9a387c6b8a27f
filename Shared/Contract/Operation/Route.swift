/// What HTTP calls the act.
public enum Verb: String, CaseIterable, Sendable {
    /// Reads.
    case get = "GET"
    /// Makes, or acts.
    case post = "POST"
    /// Changes the fields it gives, or makes what it names.
    case put = "PUT"
    /// Changes the fields it gives.
    case patch = "PATCH"
    /// Removes.
    case delete = "DELETE"

    /// Whether what is not in the path travels in a JSON body, rather than in the query.
    var hasBody: Bool {
        switch self {
        case .post, .put, .patch: true
        case .get, .delete: false
        }
    }
}

/// The status of an operation that succeeds.
public enum Success: Int, Sendable {
    /// Here it is.
    case ok = 200
    /// It was made.
    case created = 201
    /// It will be done.
    case accepted = 202
    /// It was done, and there is nothing to say.
    case noContent = 204
}

/// Where an operation is found: `Route(.get, "/candidates/{id}")`. Names in braces are fields of
/// the operation.
public struct Route: Hashable, Sendable {
    /// A part of the path between slashes.
    enum Segment: Hashable, Sendable {
        case literal([UInt8])
        case parameter(String)
    }

    /// What HTTP calls the act.
    public let verb: Verb
    /// The path with its parameters in braces.
    public let path: String
    /// The status of success.
    public let success: Success
    let segments: [Segment]

    /// More than any path here has; lets matching keep them without allocating.
    static let parametersMax = 4

    /// - Parameters:
    ///   - verb: what HTTP calls the act.
    ///   - path: begins with a slash; literal segments need no percent-encoding.
    ///   - success: the status of success.
    public init(_ verb: Verb, _ path: String, _ success: Success = .ok) {
        self.verb = verb
        self.path = path
        self.success = success
        segments = path.utf8.dropFirst().split(
            separator: UInt8(ascii: "/"),
            omittingEmptySubsequences: false
        ).map { segment in
            if segment.first == UInt8(ascii: "{"), segment.last == UInt8(ascii: "}") {
                return .parameter(String(segment.dropFirst().dropLast()) ?? "")
            }
            return .literal(Array(segment))
        }
        precondition(path.hasPrefix("/"), "A path begins with a slash.")
        precondition(parameters.count <= Self.parametersMax, "Too many parameters.")
    }

    /// The names in braces, in order.
    var parameters: [String] {
        segments.compactMap { segment in
            switch segment {
            case .literal: nil
            case .parameter(let name): name
            }
        }
    }
}
