import Contract
import Vocabulary

extension Page {
    /// A page of rows of which one more than `limit` was asked for: whether it is there says
    /// whether there is another page.
    init(_ rows: [Item], limit: Int, of list: String, keys: (Item) -> [Cursor.Key]) {
        let items = Array(rows.prefix(limit))
        let last = rows.count > limit ? items.last : nil
        self.init(items, next: last.map { Cursor(list, after: keys($0)) })
    }
}

extension Cursor {
    /// The sort keys of a place in this list.
    func place(in list: String) throws(Refusal) -> [Key] {
        guard let keys = keys(of: list), !keys.isEmpty else { throw .badCursor }
        return keys
    }
}

extension Refusal {
    /// A cursor of another list, or of none.
    static let badCursor = Refusal.invalid([
        FieldError("cursor", .malformed, "must be a cursor that this list gave out")
    ])
}

extension Identifier {
    /// Behind every identifier there is: where a list that begins with the newest begins.
    static var last: Self { Self(UUID128(high: .max, low: .max)) }

    /// The identifier that a page goes on behind, in a list that is ordered by it alone.
    static func before(_ cursor: Cursor?, in list: String) throws(Refusal) -> Self {
        guard let cursor else { return .last }
        guard case .id(let id)? = try cursor.place(in: list).first else { throw .badCursor }
        return Self(id)
    }
}
