import Contract
import HTTP

/// Every path that the gateway knows: those of the contract that are not internal, and its own.
struct EdgeRoutes: Sendable {
    let operations: [EdgeRoute]
    private var table = RouteTable<Destination>()

    /// What a path leads to.
    enum Destination: Sendable {
        /// An operation, by its place in `operations`.
        case operation(Int)
        case page(Page)
    }

    /// What the gateway answers itself.
    enum Page: String, CaseIterable, Sendable {
        case contract = "/openapi.json"
        case documentation = "/docs"
        case health = "/healthz"
        case readiness = "/readyz"
    }

    /// - Parameter operations: the contract's; internal ones are left out, so that their paths are
    ///   as unknown here as any invented one.
    init(_ operations: [any Operation.Type] = Catalogue.operations) {
        let outer = operations.filter { !$0.audience.isInternal }
        self.operations = outer.map { EdgeRoute($0) }
        for (index, operation) in outer.enumerated() {
            let isNew = table.add(operation.route, .operation(index))
            assert(isNew, "two operations share \(operation.route.path)")
        }
        for page in Page.allCases {
            let isNew = table.add(Route(.get, page.rawValue), .page(page))
            assert(isNew, "an operation has the path \(page.rawValue)")
        }
    }

    func match(_ verb: Verb?, _ path: Span<UInt8>) -> RouteTable<Destination>.Match {
        table.match(verb, path)
    }

    /// What the source's clients put before every path.
    private static let prefix = Array("/api/pluto/".utf8)

    /// Takes the prefix away, where it is there.
    static func strip(_ target: inout [UInt8]) {
        guard target.count >= prefix.count, target.starts(with: prefix) else { return }
        target.removeFirst(prefix.count - 1)
    }
}

extension Verb {
    /// HEAD is GET without its body; nil for what no operation has.
    init?(_ method: HTTP.Method) {
        switch method {
        case .get, .head: self = .get
        case .post: self = .post
        case .put: self = .put
        case .patch: self = .patch
        case .delete: self = .delete
        case .options, .other: return nil
        }
    }
}
