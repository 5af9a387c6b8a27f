@testable import Contract

extension RequestParts {
    /// A request for a path with its query, matched by the operation's own route.
    init?<Subject: Operation>(
        _ subject: Subject.Type,
        _ target: [UInt8],
        body: [UInt8],
        mediaType: String = "application/json"
    ) {
        var table = RouteTable<Bool>()
        guard table.add(Subject.route, true) else { return nil }
        let path = Array(target.prefix { $0 != UInt8(ascii: "?") })
        guard case .found(_, let parameters) = table.match(Subject.route.verb, path.span) else {
            return nil
        }
        self.init(
            path: path,
            parameters: parameters,
            query: target.dropFirst(path.count + 1),
            mediaType: mediaType,
            body: body
        )
    }
}

extension String {
    /// Reads the text as the body of a request; `nil` where the path does not lead there.
    func read<Subject: Operation>(
        _ subject: Subject.Type,
        path: String? = nil
    ) -> Result<Subject, Refusal>? {
        let target = Array((path ?? Subject.route.path).utf8)
        guard let parts = RequestParts(Subject.self, target, body: Array(utf8)) else { return nil }
        do throws(Refusal) {
            return .success(try RequestCoder<Subject>().read(parts))
        } catch {
            return .failure(error)
        }
    }

    /// What is wrong with the text as a body: `field code` of every fault.
    func faults<Subject: Operation>(_ subject: Subject.Type, path: String? = nil) -> [String]? {
        switch read(subject, path: path) {
        case .success: []
        case .failure(let refusal) where refusal.code == .invalid:
            refusal.errors.map { "\($0.field) \($0.code.text)" }
        case .failure(let refusal): [refusal.code.rawValue]
        case nil: nil
        }
    }
}
