import Contract
import Postgres
import ServiceKit
import ServiceStore
import TestKit
import Vocabulary

/// A service's store in a database of its own, with a table of notes to write.
struct TestStore {
    let schema: OwnedSchema
    let store: ServiceStore

    static let notes = Migration(
        "0010_notes",
        """
        CREATE TABLE IF NOT EXISTS notes (
            id uuid PRIMARY KEY, org_id uuid, person_id uuid, text text NOT NULL
        );
        ALTER TABLE notes ENABLE ROW LEVEL SECURITY;
        DROP POLICY IF EXISTS tenant ON notes;
        CREATE POLICY tenant ON notes USING (
            org_id = (SELECT NULLIF(current_setting('vouch.org_id', true), '')::uuid)
            OR person_id = (SELECT NULLIF(current_setting('vouch.person_id', true), '')::uuid)
        );
        """
    )

    /// How many notes there are, of everybody.
    func noteCount() async throws -> Int {
        Int(try await schema.admin.row("SELECT count(*) FROM kitstore.notes") as Int64)
    }
}

func withStore(_ body: (TestStore) async throws -> Void) async throws {
    try await withOwnedSchema(
        "kitstore",
        migrations: ServiceStore.migrations + [TestStore.notes]
    ) { schema in
        let store = ServiceStore(serving: schema.serving, system: schema.system)
        try await body(TestStore(schema: schema, store: store))
    }
}

extension Vocabulary.Identifier {
    static func test(_ number: UInt64) -> Self { Self(UUID128(high: 7 << 12, low: number)) }
}

let identifiers = IdentifierSource(now: Instant.now)

/// An event about a note.
func event(
    _ number: UInt64,
    of organization: OrganizationID? = .test(2),
    person: PersonID? = nil,
    by actor: Principal? = .user(.test(1), of: .test(2), as: .recruiter),
    at moment: Instant = .now()
) -> Event {
    Event(
        aggregate: "note",
        id: UUID128(high: 9, low: number),
        type: "note_made",
        version: 1,
        organization: organization,
        person: person,
        payload: NoteMade(number: Int(number)),
        actor: actor,
        at: moment
    )
}

struct NoteMade: WireObject {
    var number: Int
    static let shape = Shape(Self.init(number:), Field("number", \.number))
}
