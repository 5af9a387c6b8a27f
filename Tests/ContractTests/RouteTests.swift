import Testing

@testable import Contract

@Suite("Routes")
struct RouteTests {
    static let paths = [
        "/interviews", "/interviews/{id}", "/interviews/{id}/stages", "/interviews/stages/{stage}",
        "/interviews/stages/{stage}/outcome", "/interviews/candidate/{id}", "/a/{x}/b/{y}/c/{z}",
        "/a/{x}/b/fixed", "/.well-known/jwks.json",
    ]

    private func table() -> RouteTable<String> {
        var table = RouteTable<String>()
        var added = Self.paths.map { table.add(Route(.get, $0), $0) }
        added.append(table.add(Route(.post, "/interviews"), "post"))
        added.append(table.add(Route(.put, "/interviews/stages/{stage}"), "put"))
        #expect(!added.contains(false))
        return table
    }

    private func match(_ verb: Verb?, _ path: String) -> String {
        switch table().match(verb, path.utf8.span) {
        case .found(let value, let parameters):
            let bytes = Array(path.utf8)
            let texts = (0..<parameters.count).map {
                String(decoding: bytes[parameters[$0]], as: UTF8.self)
            }
            return ([value] + texts).joined(separator: " ")
        case .otherVerbs(let verbs): return verbs.map(\.rawValue).joined(separator: ",")
        case .nothing: return ""
        }
    }

    @Test(
        "literal segments beat parameters, and nothing is decoded before",
        arguments: [
            ("/interviews", "/interviews"), ("/interviews/7", "/interviews/{id} 7"),
            ("/interviews/stages", "/interviews/{id} stages"),
            ("/interviews/stages/stages", "/interviews/stages/{stage} stages"),
            ("/interviews/7/stages", "/interviews/{id}/stages 7"),
            ("/interviews/candidate/stages", "/interviews/candidate/{id} stages"),
            ("/interviews/%73tages/7", ""), ("/interviews/a%2Fb", "/interviews/{id} a%2Fb"),
            ("/a/1/b/2/c/3", "/a/{x}/b/{y}/c/{z} 1 2 3"), ("/a/1/b/fixed", "/a/{x}/b/fixed 1"),
            ("/a/1/b/fixed/c/3", "/a/{x}/b/{y}/c/{z} 1 fixed 3"),
            ("/.well-known/jwks.json", "/.well-known/jwks.json"),
            ("/interviews/", ""), ("//interviews", ""), ("/interviews//stages", ""), ("/", ""),
            ("", ""), ("interviews", ""), ("/Interviews", ""), ("/interviews/7/", ""),
            ("/interviews/7/stages/8", ""), ("/interviews?x", ""), ("/a", ""),
            ("/" + String(repeating: "a", count: 2_048), ""),
        ]
    )
    func matches(_ path: String, _ expected: String) {
        #expect(match(.get, path) == expected)
    }

    @Test("a path that is there with other verbs says which")
    func otherVerbs() {
        #expect(match(.delete, "/interviews") == "GET,POST")
        #expect(match(nil, "/interviews/7") == "GET")
        #expect(match(.post, "/interviews/stages/7") == "GET,PUT")
        #expect(match(.put, "/interviews/stages/7") == "put 7")
        #expect(match(.put, "/nowhere") == "")
    }

    @Test("a route can be added once")
    func twice() {
        var table = table()
        let isTaken = !table.add(Route(.get, "/interviews/{other}"), "again")
        let isNew = table.add(Route(.delete, "/interviews/{other}"), "new")
        #expect(isTaken && isNew)
    }

    @Test("every operation is found under its own address and no other's")
    func catalogue() {
        var table = RouteTable<String>()
        for operation in Catalogue.operations {
            let isNew = table.add(operation.route, operation.name)
            #expect(isNew, "\(operation.name)")
        }
        for operation in Catalogue.operations {
            let printed = printed(operation)
            guard case .found(let name, _) = table.match(operation.route.verb, printed.span) else {
                Issue.record("\(operation.name) is not found")
                continue
            }
            #expect(name == operation.name)
        }
    }

    private func printed<Subject: Operation>(_ subject: Subject.Type) -> [UInt8] {
        let sent = RequestCoder<Subject>().write(subject.example.request)
        return Array(sent.target.prefix { $0 != UInt8(ascii: "?") })
    }

    @Test("what matches can be put together again", arguments: 0..<20 as Range<UInt64>)
    func soup(seed: UInt64) {
        var random = SeededGenerator(state: seed)
        let table = table()
        let pieces = [
            "/", "interviews", "stages", "a", "b", "{id}", "%", "é", "..", "candidate", "c",
        ]
        for _ in 0..<2_000 {
            let path =
                "/"
                + (0..<Int.random(in: 0...9, using: &random))
                .map { _ in pieces[Int.random(in: 0..<pieces.count, using: &random)] }.joined()
            let bytes = Array(path.utf8)
            guard case .found(let route, let parameters) = table.match(.get, bytes.span) else {
                continue
            }
            var position = 0
            let segments = Route(.get, route).segments.map { segment in
                switch segment {
                case .literal(let literal): return String(decoding: literal, as: UTF8.self)
                case .parameter:
                    defer { position += 1 }
                    return String(decoding: bytes[parameters[position]], as: UTF8.self)
                }
            }
            #expect("/" + segments.joined(separator: "/") == path)
        }
    }
}
