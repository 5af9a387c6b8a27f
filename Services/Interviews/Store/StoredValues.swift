public import Contract
public import Postgres

// Words of the contract are stored as they travel.
extension InterviewStatus: PostgresElement {}
extension StageKind: PostgresElement {}
extension StageOutcome: PostgresElement {}
extension NoShowParty: PostgresElement {}
extension OfferStatus: PostgresElement {}
extension Recommendation: PostgresElement {}
extension PlacementEndReason: PostgresElement {}

/// A value of the contract in a column of JSON, as it travels.
struct StoredJSON<Value: Wire>: PostgresElement {
    let value: Value

    init(_ value: Value) { self.value = value }

    static var postgresType: PostgresType { JSONText.postgresType }
    static var postgresArrayType: PostgresType { JSONText.postgresArrayType }
    static func accepts(_ type: PostgresType) -> Bool {
        JSONText.accepts(type) || String.accepts(type)
    }

    func write(to writer: inout ByteWriter) {
        JSONText(utf8: value.json()).write(to: &writer)
    }

    init(reading cell: borrowing Cell) throws(CellError) {
        let isText = String.accepts(cell.type)
        let utf8 = try isText ? Array(String(reading: cell).utf8) : JSONText(reading: cell).utf8
        do throws(WireError) {
            value = try Value(json: utf8)
        } catch {
            throw .refused
        }
    }
}
