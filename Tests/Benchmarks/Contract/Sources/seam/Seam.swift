// What a request costs before and after its use case: token, route, body in, body out; beside
// Foundation's coders over the same bytes. `swift run -c release` in this folder prints it;
// `seam "3 fields read" 1000` runs what is named so, a thousandth as often, for a profiler.
import Contract
import FoundationEssentials
import Tokens
import Vocabulary

/// The small body of the transport measurements: three fields.
struct Small: WireObject, Codable {
    var id: String
    var name: String
    var count: Int

    static let shape = Shape(
        Self.init(id:name:count:),
        Field("id", { $0.id }),
        Field("name", { $0.name }, .line(1...200)),
        Field("count", { $0.count }, .number(0...1_000))
    )
}

/// The candidate's fields as Foundation would have them, without any of the checks.
struct Plain: Codable {
    struct Skill: Codable {
        var name: String
        var level: String?
        var rating: Int?
        var years: Double?
        var last_used: String?
    }
    struct Education: Codable {
        var institution: String
        var degree, field, from, to: String?
    }
    struct Position: Codable {
        var employer, title: String
        var from, to, summary: String?
    }
    struct Language: Codable { var language: String; var level: String? }
    struct Permit: Codable { var country, kind: String; var until: String? }
    struct Availability: Codable {
        var kind: String
        var notice_days: Int?
        var from: String?
        var hours_per_week: Double?
    }
    struct Salary: Codable { var min, max: Double?; var currency, period: String }
    var name: String
    var email, phone, location_city, current_title, current_employer: String?
    var years_experience: Double?
    var summary: String?
    var skills: [Skill]?
    var education: [Education]?
    var experience: [Position]?
    var languages: [Language]?
    var work_authorization: [Permit]?
    var availability: Availability?
    var salary_expectation: Salary?
    var links: [String]?
}

@main
struct Seam {
    static func main() async throws {
        try small()
        try candidate()
        routes()
        try await tokens()
    }

    private static func small() throws {
        let value = Small(id: "0198f3a0-0000-7000-8000-000000000003", name: "Ada", count: 7)
        let json = value.json()
        let data = Data(json)
        let (encoder, decoder) = (JSONEncoder(), JSONDecoder())
        measure("3 fields write, ours", 1_000_000) { value.json().count }
        try measure("3 fields write, Foundation", 200_000) { try encoder.encode(value).count }
        try measure("3 fields read, ours", 1_000_000) { try Small(json: json).count }
        try measure("3 fields read, Foundation", 200_000) {
            try decoder.decode(Small.self, from: data).count
        }
    }

    private static func candidate() throws {
        let create = CreateCandidate.example.request
        let json = create.json()
        let data = Data(json)
        let (encoder, decoder) = (JSONEncoder(), JSONDecoder())
        let plain = try decoder.decode(Plain.self, from: data)
        let coder = RequestCoder<CreateCandidate>()
        let path = Array("/candidates".utf8)
        let parts = RequestParts(path: path, parameters: PathParameters(), body: json)
        print("candidate: \(json.count) bytes")
        measure("candidate write, ours", 200_000) { create.json().count }
        try measure("candidate write, Foundation", 20_000) { try encoder.encode(plain).count }
        try measure("candidate read and checked, ours", 100_000) {
            try coder.read(parts).fields.skills.count
        }
        try measure("candidate read unchecked, Foundation", 20_000) {
            try decoder.decode(Plain.self, from: data).name.utf8.count
        }
        let faulty = Array(#"{"email":"x","phone":1,"skills":[{}],"color":2}"#.utf8)
        let bad = RequestParts(path: path, parameters: PathParameters(), body: faulty)
        measure("five faults, ours", 100_000) {
            do throws(Refusal) {
                return try coder.read(bad).fields.skills.count
            } catch {
                return error.errors.count
            }
        }
    }

    private static func routes() {
        var table = RouteTable<Int>()
        for (index, operation) in Catalogue.operations.enumerated() {
            precondition(table.add(operation.route, index))
        }
        let path = Array("/candidates/0198f3a0-0000-7000-8000-000000000003/history".utf8)
        measure("route match", 2_000_000) {
            switch table.match(.get, path.span) {
            case .found(let index, let parameters): index + parameters.count
            case .otherVerbs, .nothing: 0
            }
        }
    }

    private static func tokens() async throws {
        let key = try await SigningKey.generate()
        let now = Instant.now()
        let identifiers = IdentifierSource(now: { now })
        let issuer = TokenIssuer(now: { now }, identifiers: identifiers)
        let user = Principal.user(identifiers.next(), of: identifiers.next(), as: .recruiter)
        let verifier = TokenVerifier(reader: .gateway, accepts: [.access])
        verifier.trustIdentity([key.verification])
        let token = Array(try issuer.access(user, key: key).token.utf8)
        print("token: \(token.count) bytes")
        var last = LastToken()
        try measure("token, the connection's last", 3_000_000) {
            try verifier.verify(token.span, at: now, last: &last).principal == user ? 1 : 0
        }
        try measure("token, remembered by SHA-256", 1_000_000) {
            try verifier.verify(token.span, at: now).principal == user ? 1 : 0
        }
        var tokens: [[UInt8]] = []
        for _ in 0..<5_000 { tokens.append(Array(try issuer.access(user, key: key).token.utf8)) }
        var index = 0
        try measure("token, never seen", 5_000) {
            defer { index += 1 }
            let token = tokens[index]
            return try verifier.verify(token.span, at: now).principal == user ? 1 : 0
        }
        try measure("token, issued", 5_000) { try issuer.access(user, key: key).token.utf8.count }
        let stranger = Array(
            try issuer.access(user, key: await SigningKey.generate()).token.utf8
        )
        measure("token with an unknown kid", 200_000) {
            do throws(TokenRefusal) {
                return try verifier.verify(stranger.span, at: now).principal == user ? 2 : 3
            } catch {
                return 1
            }
        }
        try measure("password, standard cost", 5) {
            try PasswordHash(of: "a long enough password").description.utf8.count
        }
    }

    /// Prints nanoseconds a call. The sum keeps the compiler from leaving the calls out.
    private static func measure(
        _ name: String,
        _ count: Int,
        _ body: () throws -> Int
    ) rethrows {
        let arguments = CommandLine.arguments
        guard arguments.count < 2 || name.contains(arguments[1]) else { return }
        let count = max(count / (arguments.count < 3 ? 1 : Int(arguments[2]) ?? 1), 1)
        var sum = 0
        let clock = ContinuousClock()
        let time = try clock.measure { for _ in 0..<count { sum &+= try body() } }
        let nanoseconds = time / count / .nanoseconds(1)
        let rounded = (nanoseconds * 10).rounded() / 10
        print("\(name): \(rounded) ns\(sum == 0 ? " (!)" : "")")
    }
}
