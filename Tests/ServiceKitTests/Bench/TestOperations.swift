import Contract
import Vocabulary

/// An operation with fields in path and body, for users, that answers with one resource.
struct MakeGreeting: Operation, Hashable {
    var language: String
    var name: String
    var times: Int
    var kind: Word

    enum Word: String, CaseIterable, WireWord { case short, long }

    static let service = Service.talent
    static let route = Route(.post, "/greetings/{language}", .created)
    static let audience = Audience.user()
    static let about = "Makes a greeting."
    typealias Response = Greeting
    static let example = Example(
        MakeGreeting(language: "en", name: "Ada", times: 1, kind: .short),
        Greeting(text: "Hello Ada", version: 3)
    )
    static let shape = Shape(
        Self.init(language:name:times:kind:),
        Field("language", \.language, .line(1...10)),
        Field("name", \.name, .line(1...20)),
        Field("times", \.times, .number(1...5)),
        Field("kind", \.kind)
    )
}

/// What it answers.
struct Greeting: Hashable, WireObject, Versioned {
    var text: String
    var version: Int

    static let shape = Shape(
        Self.init(text:version:),
        Field("text", \.text),
        Field("version", \.version)
    )
}

/// An operation that anyone may ask for.
struct GetWeather: PlainOperation, Hashable {
    static let service = Service.talent
    static let route = Route(.get, "/weather")
    static let audience = Audience.anyone
    static let about = "Says how it is outside."
    typealias Response = Weather
    static let example = Example(GetWeather(), Weather(sky: "blue"))
}

/// What it answers.
struct Weather: Hashable, WireObject {
    var sky: String

    static let shape = Shape(Self.init(sky:), Field("sky", \.sky))
}

/// An operation that services ask each other for, without an answer.
struct TakeNote: Operation, Hashable {
    var id: UserID

    static let service = Service.identity
    static let route = Route(.delete, "/internal/notes/{id}", .noContent)
    static let audience = Audience.services(.talent)
    static let about = "Takes a note."
    typealias Response = Nothing
    static let example = Example(TakeNote(id: .test(1)), Nothing())
    static let shape = Shape(Self.init(id:), Field("id", \.id))
}

let talentOperations: [any Operation.Type] = [MakeGreeting.self, GetWeather.self]
