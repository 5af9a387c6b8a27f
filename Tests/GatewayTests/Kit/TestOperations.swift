import Contract
import Vocabulary

/// Operations that ask for more than the catalogue's so far: every kind of audience, a small body,
/// a stream.
enum TestOperations {
    static let all: [any Operation.Type] = [
        ReadThing.self, MakeThing.self, ChangeThing.self, ReadOpen.self, AdministerThing.self,
        WatchThings.self, SendSmall.self, ReadAtIdentity.self, InternalThing.self,
        ReadSpecialThing.self,
    ]
}

protocol TestOperation: PlainOperation where Response == Nothing {}

extension TestOperation {
    static var service: Service { .matching }
    static var about: String { "For tests." }
    static var example: Example<Self> { Example(Self(), Nothing()) }
}

struct ReadThing: TestOperation {
    static let route = Route(.get, "/things/{id}")
    static let audience = Audience.signedIn.orKey
}

/// A literal segment beats a parameter.
struct ReadSpecialThing: TestOperation {
    static let route = Route(.get, "/things/special")
    static let audience = Audience.anyone
    static let service = Service.identity
}

struct MakeThing: TestOperation {
    static let route = Route(.post, "/things", .created)
    static let audience = Audience.signedIn
}

struct ChangeThing: TestOperation {
    static let route = Route(.put, "/things/{id}")
    static let audience = Audience.signedIn
}

struct ReadOpen: TestOperation {
    static let route = Route(.get, "/open")
    static let audience = Audience.anyone
}

struct AdministerThing: TestOperation {
    static let route = Route(.delete, "/things/{id}", .noContent)
    static let audience = Audience.user(.admin)
}

struct WatchThings: TestOperation {
    static let route = Route(.get, "/events")
    static let audience = Audience.signedIn
}

struct SendSmall: TestOperation {
    static let route = Route(.post, "/small")
    static let audience = Audience.anyone
    static let bodyBytesMax = 1_000
}

struct ReadAtIdentity: TestOperation {
    static let route = Route(.get, "/at-identity")
    static let audience = Audience.anyone
    static let service = Service.identity
}

struct InternalThing: TestOperation {
    static let route = Route(.get, "/internal/things")
    static let audience = Audience.services(.gateway, .identity)
}
