import Contract
import Vocabulary

/// Writes a note; keyed, as POST is.
struct WriteNote: Operation, Hashable {
    var text: String

    static let service = Service.matching
    static let route = Route(.post, "/notes", .created)
    static let audience = Audience.user().or(.person)
    static let about = "Writes a note."
    typealias Response = Note
    static let example = Example(WriteNote(text: "a"), Note(text: "a", version: 1))
    static let shape = Shape(Self.init(text:), Field("text", \.text, .line(1...100)))
}

/// What it answers.
struct Note: Hashable, WireObject, Versioned {
    var text: String
    var version: Int
    static let shape = Shape(
        Self.init(text:version:),
        Field("text", \.text),
        Field("version", \.version)
    )
}

/// Writes a note whose answer holds a secret.
struct WriteSecret: Operation, Hashable {
    var text: String

    static let service = Service.matching
    static let route = Route(.post, "/secrets", .created)
    static let audience = Audience.user()
    static let idempotency = Idempotency.exempt
    static let about = "Writes a note."
    typealias Response = Note
    static let example = Example(WriteSecret(text: "a"), Note(text: "a", version: 1))
    static let shape = Shape(Self.init(text:), Field("text", \.text, .line(1...100)))
}
