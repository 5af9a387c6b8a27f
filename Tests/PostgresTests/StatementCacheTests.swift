import Testing

@testable import Postgres

@Suite("Prepared statements of one connection")
struct StatementCacheTests {
    private static func name(_ number: UInt64) -> StatementCache.Name {
        StatementCache.Name(number: number)
    }

    private func shape(_ number: Int) -> Statement.Shape {
        Statement.Shape(sql: "SELECT \(number)", parameters: [])
    }

    @Test("The one unused for longest makes room, and is to be deallocated")
    func evictsOldest() {
        var cache = StatementCache(limit: 3)
        for number in 1...3 { _ = cache.look(up: shape(number)) }
        #expect(cache.look(up: shape(1)) == .prepared(Self.name(1)))
        #expect(cache.look(up: shape(4)) == .absent(Self.name(4)))
        #expect(cache.orphans == [Self.name(2)])
        #expect(cache.look(up: shape(2)) == .absent(Self.name(5)))
        #expect(cache.count == 3)
    }

    @Test("Names are never used twice")
    func namesAreFresh() {
        var cache = StatementCache(limit: 2)
        var names: Set<StatementCache.Name> = []
        for number in 0..<100 {
            guard case .absent(let name) = cache.look(up: shape(number % 7)) else { continue }
            #expect(names.insert(name).inserted)
        }
        #expect(cache.count == 2)
    }

    @Test("Forgetting concerns only the name that failed")
    func forgetsByName() {
        var cache = StatementCache(limit: 3)
        _ = cache.look(up: shape(1))
        cache.forget(shape(1), named: Self.name(1), isThere: false)
        #expect(cache.look(up: shape(1)) == .absent(Self.name(2)))
        // The answer of another statement that had failed with the old name.
        cache.forget(shape(1), named: Self.name(1), isThere: true)
        #expect(cache.look(up: shape(1)) == .prepared(Self.name(2)))
        #expect(cache.orphans.isEmpty)
    }

    @Test("A deallocation that did not happen is done later")
    func restoresOrphans() {
        var cache = StatementCache(limit: 2)
        for number in 1...3 { _ = cache.look(up: shape(number)) }
        #expect(cache.popOrphan() == Self.name(1))
        #expect(cache.popOrphan() == nil)
        cache.restoreOrphan(Self.name(1))
        #expect(cache.popOrphan() == Self.name(1))
    }
}
