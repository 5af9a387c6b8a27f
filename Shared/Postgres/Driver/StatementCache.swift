/// The statements that are prepared on one connection: at most `limit`, the one unused for
/// longest makes room. Pure; the connection sends what it decides.
struct StatementCache {
    /// What a statement is called at the server; never given twice on a connection.
    struct Name: Hashable {
        /// For statements that have no name.
        static let none = Name(number: 0)

        let number: UInt64
        /// Made once, since every statement that is sent names it.
        let text: String

        init(number: UInt64) {
            self.number = number
            text = "s\(number)"
        }

        static func == (left: Name, right: Name) -> Bool { left.number == right.number }
        func hash(into hasher: inout Hasher) { hasher.combine(number) }
    }

    private struct Entry {
        let name: Name
        var lastUse: UInt64
    }

    enum Lookup: Equatable {
        case prepared(Name)
        /// To be prepared under this name; another may have become an orphan for it.
        case absent(Name)
    }

    private let limit: Int
    private var entries: [Statement.Shape: Entry] = [:]
    private var clock: UInt64 = 0
    private var names: UInt64 = 0
    /// Still prepared at the server, but not used any more: to be deallocated.
    private(set) var orphans: [Name] = []

    /// A segment names two statements, its scope and its own, so two is the least.
    init(limit: Int) {
        self.limit = max(2, limit)
    }

    var count: Int { entries.count }

    mutating func look(up shape: Statement.Shape) -> Lookup {
        clock += 1
        if let index = entries.index(forKey: shape) {
            entries.values[index].lastUse = clock
            return .prepared(entries.values[index].name)
        }
        if entries.count >= limit { evict() }
        names += 1
        let name = Name(number: names)
        entries[shape] = Entry(name: name, lastUse: clock)
        return .absent(name)
    }

    /// Forgets a statement that turned out not to be there, or to be stale.
    mutating func forget(_ shape: Statement.Shape, named name: Name, isThere: Bool) {
        guard entries[shape]?.name == name else { return }
        entries[shape] = nil
        if isThere { orphans.append(name) }
    }

    mutating func popOrphan() -> Name? { orphans.popLast() }

    /// Takes a name back whose deallocation did not happen.
    mutating func restoreOrphan(_ name: Name) { orphans.append(name) }

    private mutating func evict() {
        // Linear, but only when a statement is new and the cache full: then a Parse and a plan
        // at the server cost a hundred times more.
        let oldest = entries.min { left, right in left.value.lastUse < right.value.lastUse }
        guard let oldest else { return }
        entries[oldest.key] = nil
        orphans.append(oldest.value.name)
    }
}
