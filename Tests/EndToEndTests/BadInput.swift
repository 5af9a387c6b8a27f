import HTTP
import Testing

@testable import Contract

/// What an operation must refuse, whichever it is: all of it follows from what its contract says.
struct BadInput<Subject: Operation> {
    let cast: Cast
    private let example = RequestCoder<Subject>().write(Subject.example.request)
    private let caller: Visitor
    /// The fields that do not travel in the path.
    private let names = Subject.shape.names.filter { !Subject.route.parameters.contains($0) }
    private var hasBody: Bool { Subject.route.verb.hasBody && !names.isEmpty }

    init(_ cast: Cast) {
        self.cast = cast
        caller = cast.caller(of: Subject.self)
    }

    func run(_ trials: inout EveryOperation) async throws {
        try await content(&trials)
        if hasBody { try await bodies(&trials) }
        if !Subject.route.parameters.isEmpty { try await paths(&trials) }
        if !Subject.audience.needsNoToken { try await callers(&trials) }
        try await verbs(&trials)
    }

    // MARK: What is asked

    /// Every field wrong at once, and one too many; then those left out that must be there.
    private func content(_ trials: inout EveryOperation) async throws {
        let (json, query) =
            hasBody
            ? (Self.json(names + ["shoe_size"]), "")
            : ("", Self.query(names + ["shoe_size"]))
        let reply = try await ask(caller, query: query, body: json)
        trials.expect(reply, .invalid, from: Subject.self, "everything wrong")
        Self.expect(reply, names: names + ["shoe_size"])
        guard !required.isEmpty else { return }
        let nothing = try await ask(caller, query: "", body: hasBody ? "{}" : "")
        trials.expect(nothing, .invalid, from: Subject.self, "nothing there")
        Self.expect(nothing, names: required)
    }

    /// A list of a list of a list, which is no field's form.
    private static func json(_ names: [String]) -> String {
        "{\(names.map { "\"\($0)\": [[[]]]" }.joined(separator: ", "))}"
    }

    /// Longer than any text, and no number, word, moment or cursor.
    private static func query(_ names: [String]) -> String {
        let text = String(repeating: "x", count: 1_200)
        return names.map { "\($0)=\(text)" }.joined(separator: "&")
    }

    private static func expect(_ reply: Visitor.Reply, names: [String]) {
        let faults = reply.problem?.errors ?? []
        let named = faults.map { $0.field.prefix { $0 != "." && $0 != "[" } }
        #expect(Set(named.map(String.init)) == Set(names), "\(Subject.name): \(faults)")
    }

    private var required: [String] {
        var components = SchemaComponents()
        return Subject.shape.members.flatMap { member -> [String] in
            let inlined = member.inlined(&components)
            guard inlined.isEmpty else { return inlined.filter(\.isRequired).map(\.name) }
            return member.isRequired ? [member.name] : []
        }.filter(names.contains)
    }

    private func bodies(_ trials: inout EveryOperation) async throws {
        let half = try await ask(caller, body: "{\"half\": ")
        trials.expect(half, .malformed, from: Subject.self, "half a body")
        let text = try await ask(caller, mediaType: "text/plain")
        trials.expect(text, .unsupportedMedia, from: Subject.self, "text")
        let much = String(repeating: " ", count: Subject.bodyBytesMax + 1)
        let large = try await ask(caller, body: much)
        trials.expect(large, .tooLarge, from: Subject.self, "too much")
    }

    // MARK: Where, and by whom

    private func paths(_ trials: inout EveryOperation) async throws {
        let malformed = Subject.route.parameters.reduce(Subject.route.path) { path, name in
            path.replacing("{\(name)}", with: "17")
        }
        let none = try await ask(caller, path: malformed)
        trials.expect(none, .notFound, from: Subject.self, "no identifier")
        // The example's identifiers are nobody's; whoever needs no token shows a secret first.
        let unknown = try await ask(caller)
        let code = Subject.audience.needsNoToken ? Refusal.Code.forbidden : .notFound
        trials.expect(unknown, code, from: Subject.self, "nobody's identifier")
    }

    private func callers(_ trials: inout EveryOperation) async throws {
        let nobody = try await ask(cast.stranger)
        trials.expect(nobody, .unauthenticated, from: Subject.self, "no token")
        let forged = try await ask(Visitor(vouch: cast.vouch, token: "eyJ.eyJ.c2ln"))
        trials.expect(forged, .unauthenticated, from: Subject.self, "a forged token")
        for caller in cast.callers {
            let admission = Subject.audience.admits(caller.principal, to: Subject.name)
            guard admission == .forbidden else { continue }
            let reply = try await ask(caller.visitor)
            trials.expect(reply, .forbidden, from: Subject.self, "\(caller.principal)")
        }
    }

    private func verbs(_ trials: inout EveryOperation) async throws {
        if !hasBody {
            let query = try await ask(caller, query: "limit=%zz")
            trials.expect(query, .malformed, from: Subject.self, "a query that is not encoded")
        }
        let path = Subject.route.path
        let taken = Catalogue.operations.filter { $0.route.path == path }.map { $0.route.verb }
        for verb in Verb.allCases where !taken.contains(verb) {
            let reply = try await ask(caller, verb, body: "")
            trials.expect(reply, .methodNotAllowed, from: Subject.self, verb.rawValue)
            let allowed = reply.headers.string(.allow)?.split(separator: ", ").map(String.init)
            #expect(Set(taken.map(\.rawValue)).isSubset(of: allowed ?? []), "\(path)")
        }
    }

    // MARK: Asking

    /// The example's request, but for what is said.
    private func ask(
        _ visitor: Visitor,
        _ verb: Verb = Subject.route.verb,
        path: String? = nil,
        query: String? = nil,
        body: String? = nil,
        mediaType: String = "application/json"
    ) async throws -> Visitor.Reply {
        let target = String(decoding: example.target, as: UTF8.self)
        let parts = target.split(separator: "?", maxSplits: 1).map(String.init)
        let question = query ?? (parts.count > 1 ? parts[1] : "")
        let place = (path ?? parts[0]) + (question.isEmpty ? "" : "?\(question)")
        return try await visitor.ask(
            Method(verb.rawValue),
            place,
            body: body.map { Array($0.utf8) } ?? example.body,
            mediaType: mediaType
        )
    }
}
