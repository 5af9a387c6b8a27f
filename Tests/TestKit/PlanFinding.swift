/// What is wrong with a plan, and at which node of it.
public struct PlanFinding: Hashable, Sendable {
    /// What is wrong.
    public enum Problem: Hashable, Sendable {
        /// Every row of the table is read: no index fits the statement.
        case sequentialScan
        /// Every entry of the index is read, in its order.
        case wholeIndex
        /// The predicate is tried on rows one by one although indexes hold its columns: a function,
        /// a cast or a non-leakproof operator keeps it from them.
        case filter(String, indexes: [String])
    }

    /// The node of the plan, as EXPLAIN calls it.
    public let node: String
    /// The table, with its schema.
    public let table: String
    public let problem: Problem
}

extension PlanFinding: CustomStringConvertible {
    /// One sentence that names node, table and reason.
    public var description: String {
        switch problem {
        case .sequentialScan: "\(node) on \(table): no index fits, every row is read."
        case .wholeIndex: "\(node) on \(table): every entry of the index is read."
        case .filter(let predicate, let indexes):
            """
            \(node) on \(table): (\(predicate)) is tried on row after row; it cannot use \
            \(indexes.joined(separator: ", ")), because of a function, a cast, or an operator \
            that is not leakproof under row-level security.
            """
        }
    }
}
