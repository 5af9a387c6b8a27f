import FoundationEssentials
import MatchEngine

/// Turns the files of `vouch match` into the engine's types, and says where they do not fit.
struct MatchReading {
    let taxonomy: Taxonomy
    let encoder = try? HashedTFIDF()

    init(taxonomy: Taxonomy) { self.taxonomy = taxonomy }

    /// - Parameter asOf: overrides the file's day.
    func request(_ file: Data, asOf: String?) throws -> MatchRequest {
        let read = try decode(MatchFiles.Assignment.self, file, "The assignment")
        let rates = try at("rates") {
            try RateTable(
                version: read.rates.version,
                day: Day(read.rates.day),
                rates: Dictionary(
                    uniqueKeysWithValues: read.rates.rates.map { (try CurrencyCode($0), $1) }
                )
            )
        }
        let assignment = try at("assignment") {
            try Assignment(
                id: Self.id(0),
                organization: Self.id(1),
                required: requirements(read.required, "required"),
                nice: requirements(read.nice, "nice"),
                mission: read.mission.flatMap { encoder?.encode($0) },
                vision: read.vision.flatMap { encoder?.encode($0) },
                principles: asked(.value, read.values) + asked(.cause, read.causes),
                practical: terms(read.practical),
                hidden: hidden(read.hidden ?? [])
            )
        }
        let day = try at("as_of") { try Day(asOf ?? read.asOf) }
        return MatchRequest(title: read.title, assignment: assignment, rates: rates, asOf: day)
    }

    func profiles(_ file: Data) throws -> [NamedProfile] {
        try decode([MatchFiles.Profile].self, file, "The profiles").enumerated().map {
            index,
            read in
            try at("profiles[\(index)]") {
                NamedProfile(name: read.name, profile: try profile(read, id: Self.id(index + 2)))
            }
        }
    }

    /// Files have no ids; positions serve, so that equal scores keep their order.
    private static func id(_ number: Int) -> UUID {
        var bytes = [UInt8](repeating: 0, count: 16)
        for index in 0..<8 { bytes[15 - index] = UInt8(truncatingIfNeeded: number >> (8 * index)) }
        return UUID(
            uuid: (
                0, 0, 0, 0, 0, 0, 0, 0, bytes[8], bytes[9], bytes[10], bytes[11], bytes[12],
                bytes[13], bytes[14], bytes[15]
            )
        )
    }

    private func decode<Value: Codable>(
        _ type: Value.Type,
        _ file: Data,
        _ what: String
    ) throws -> Value {
        do {
            return try StrictJSON.decode(type, from: file)
        } catch let refusal as Refusal {
            throw Refusal("\(what): \(refusal)")
        } catch let DecodingError.keyNotFound(key, context) {
            throw Refusal("\(what): \(Self.path(context)) lacks \(key.stringValue).")
        } catch let DecodingError.typeMismatch(_, context) {
            throw Refusal("\(what): \(Self.path(context)) has the wrong type.")
        } catch {
            throw Refusal("\(what): not the JSON that is expected.")
        }
    }

    private static func path(_ context: DecodingError.Context) -> String {
        let path = context.codingPath.map { $0.intValue.map { "[\($0)]" } ?? ".\($0.stringValue)" }
        return path.isEmpty ? "it" : path.joined()
    }

    /// Adds the place to an error that does not know it.
    func at<Value>(_ place: String, _ read: () throws -> Value) throws -> Value {
        do { return try read() } catch let error as InputError {
            throw Refusal("\(place): \(Self.words(error)).")
        } catch let refusal as Refusal {
            throw Refusal("\(place).\(refusal.description)")
        }
    }

    private static func words(_ error: InputError) -> String {
        switch error {
        case .outOfRange(let field): "\(field.rawValue) is out of range"
        case .duplicate(let field): "\(field.rawValue) given twice"
        case .tooMany(let field): "too many \(field.rawValue)"
        case .malformed(let field): "\(field.rawValue) is malformed"
        case .unknown(let field): "\(field.rawValue) is unknown"
        }
    }
}

/// An assignment with the circumstances it is scored in.
struct MatchRequest {
    let title: String
    let assignment: Assignment
    let rates: RateTable
    let asOf: Day
}

struct NamedProfile {
    let name: String
    let profile: Profile
}
