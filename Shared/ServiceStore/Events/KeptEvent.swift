public import Contract
public import Postgres
public import Vocabulary

/// An event as it is read again.
public struct KeptEvent: Hashable, Sendable {
    /// Its place in the order of all events, which is that of their commits.
    public let position: Int64
    /// Whose it is, where it is an organization's.
    public let organization: OrganizationID?
    /// What it happened to.
    public let aggregateID: UUID128
    /// What happened.
    public let type: String
    private let json: [UInt8]

    /// What there is to know.
    public func payload<Value: Wire>(as _: Value.Type) throws(WireError) -> Value {
        try Value(json: json)
    }
}

extension KeptEvent: PostgresRow {
    static let columns: Statement = "position, org_id, aggregate_id, type, payload"

    /// Reads the columns.
    public init(_ row: borrowing Row) throws(PostgresError) {
        position = try row["position"]
        organization = try row["org_id"]
        aggregateID = try row["aggregate_id"]
        type = try row["type"]
        json = Array((try row["payload"] as String).utf8)
    }
}
