/// Finds what answers a path, on its bytes: literal segments beat parameters, and nothing is
/// percent-decoded before the place of everything is known.
public struct RouteTable<Value: Sendable>: Sendable {
    private struct Node: Sendable {
        var literals: [(bytes: [UInt8], node: Int)] = []
        var parameter: Int?
        var values: [(verb: Verb, value: Value)] = []
    }

    private var nodes = [Node()]

    /// Longer paths are not ours.
    public static var pathLengthMax: Int { 2_048 }

    /// An empty table.
    public init() {}

    /// Adds a route; `false` where its verb and path are taken already.
    public mutating func add(_ route: Route, _ value: Value) -> Bool {
        var node = 0
        for segment in route.segments { node = child(of: node, segment) }
        guard !nodes[node].values.contains(where: { $0.verb == route.verb }) else { return false }
        nodes[node].values.append((route.verb, value))
        return true
    }

    /// What a path leads to.
    public enum Match {
        /// The route's value, and where the path's parameters are in it.
        case found(Value, PathParameters)
        /// The path is there, the verb is not; these are.
        case otherVerbs([Verb])
        /// No such path.
        case nothing
    }

    /// Matches a path without its query. A verb that is none of ours finds nothing.
    public func match(_ verb: Verb?, _ path: Span<UInt8>) -> Match {
        guard 1...Self.pathLengthMax ~= path.count, path[0] == UInt8(ascii: "/") else {
            return .nothing
        }
        var search = Search(verb: verb)
        guard let value = find(0, path, from: 1, &search) else {
            return search.others.isEmpty ? .nothing : .otherVerbs(search.others)
        }
        return .found(value, search.parameters)
    }

    private struct Search {
        let verb: Verb?
        var parameters = PathParameters()
        var others: [Verb] = []
    }

    private func find(
        _ node: Int,
        _ path: Span<UInt8>,
        from start: Int,
        _ search: inout Search
    ) -> Value? {
        var end = start
        while end < path.count, path[end] != UInt8(ascii: "/") { end += 1 }
        let segment = path.extracting(start..<end)
        for literal in nodes[node].literals where Self.equal(literal.bytes, segment) {
            if let value = descend(literal.node, path, end, &search) { return value }
        }
        guard let parameter = nodes[node].parameter, start < end else { return nil }
        search.parameters.append(start..<end)
        if let value = descend(parameter, path, end, &search) { return value }
        search.parameters.removeLast()
        return nil
    }

    private func descend(
        _ node: Int,
        _ path: Span<UInt8>,
        _ end: Int,
        _ search: inout Search
    ) -> Value? {
        guard end == path.count else { return find(node, path, from: end + 1, &search) }
        for candidate in nodes[node].values {
            if candidate.verb == search.verb { return candidate.value }
            if !search.others.contains(candidate.verb) { search.others.append(candidate.verb) }
        }
        return nil
    }

    private mutating func child(of node: Int, _ segment: Route.Segment) -> Int {
        switch segment {
        case .parameter:
            if let known = nodes[node].parameter { return known }
            nodes[node].parameter = nodes.count
        case .literal(let bytes):
            if let known = nodes[node].literals.first(where: { $0.bytes == bytes }) {
                return known.node
            }
            nodes[node].literals.append((bytes, nodes.count))
        }
        nodes.append(Node())
        return nodes.count - 1
    }

    private static func equal(_ left: [UInt8], _ right: Span<UInt8>) -> Bool {
        guard left.count == right.count else { return false }
        for index in left.indices where left[index] != right[index] { return false }
        return true
    }
}

/// Where the parameters of a matched path are in it, encoded as they came.
public struct PathParameters: Sendable {
    // Four is `Route.parametersMax`, which a type cannot name.
    private var ends: InlineArray<4, Range<UInt16>> = .init(repeating: 0..<0)
    /// How many there are.
    public private(set) var count = 0

    /// A path without parameters.
    public init() {}

    /// The place of a parameter, by its position in the route.
    public subscript(position: Int) -> Range<Int> {
        Int(ends[position].lowerBound)..<Int(ends[position].upperBound)
    }

    mutating func append(_ range: Range<Int>) {
        ends[count] = UInt16(range.lowerBound)..<UInt16(range.upperBound)
        count += 1
    }

    mutating func removeLast() { count -= 1 }
}
