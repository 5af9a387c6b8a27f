import FoundationEssentials
public import Postgres
public import Vocabulary

extension Tenant {
    /// Rows of one organization.
    public static func organization(_ id: OrganizationID) -> Tenant {
        .organization(UUID(id.uuid))
    }

    /// Rows of one person.
    public static func person(_ id: PersonID) -> Tenant {
        .person(UUID(id.uuid))
    }
}

extension UUID {
    init(_ uuid: UUID128) {
        let high = uuid.high.bigEndian
        let low = uuid.low.bigEndian
        func byte(_ word: UInt64, _ index: Int) -> UInt8 {
            UInt8(truncatingIfNeeded: word >> UInt64(8 * index))
        }
        self.init(
            uuid: (
                byte(high, 0), byte(high, 1), byte(high, 2), byte(high, 3),
                byte(high, 4), byte(high, 5), byte(high, 6), byte(high, 7),
                byte(low, 0), byte(low, 1), byte(low, 2), byte(low, 3),
                byte(low, 4), byte(low, 5), byte(low, 6), byte(low, 7)
            )
        )
    }
}
