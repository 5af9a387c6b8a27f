import FoundationEssentials
import Guarded
import MatchPools
import Testing

@testable import MatchEngine

@Suite struct IndexUpdateTests {
    @Test("After any changes the ranking is the reference's over what is left", arguments: 0..<3)
    func changes(seed: Int) throws {
        let world = try IndexWorld(seed: UInt64(seed))
        var random = PoolRandom(seed: UInt64(seed))
        var living: [UUID: Profile] = [:]
        for profile in try world.profiles(0..<2500, skills: 2...6) { living[profile.id] = profile }
        let index = try world.index(Array(living.values))
        let assignment = try world.pool.assignment(1, requirements: 5)
        for round in 0..<12 {
            for _ in 0..<60 {
                let number = random.below(2600)
                let profile = try world.pool.profile(number, revision: round, skills: 2...6)
                if random.chance(0.3) {
                    #expect(index.remove(profile.id) == (living[profile.id] != nil))
                    living[profile.id] = nil
                } else {
                    try index.put(profile)
                    living[profile.id] = profile
                    #expect(try index.view.profile(profile.id) == profile)
                }
            }
            if round % 4 == 3 { index.maintain(on: PoolGenerator.today) }
            let view = index.view
            #expect(view.count == living.count)
            let wanted = world.ranking(living.values, assignment, limit: 40)
            for method in SearchMethod.allCases {
                let ranking = try view.search(
                    assignment,
                    limit: 40,
                    asOf: PoolGenerator.today,
                    method: method
                )
                #expect(ranking.matches == wanted)
                #expect(ranking.certificate.considered == living.count)
            }
        }
    }

    @Test("A view stays as it was while the index changes")
    func pinned() throws {
        let world = try IndexWorld()
        let profiles = try world.profiles(0..<300)
        let index = try world.index(profiles)
        let assignment = try world.pool.assignment(0, requirements: 4)
        let view = index.view
        let before = try view.search(assignment, limit: 300, asOf: PoolGenerator.today)
        for profile in profiles { index.remove(profile.id) }
        index.maintain(on: PoolGenerator.today)
        #expect(index.view.count == 0)
        #expect(
            try index.view.search(assignment, limit: 9, asOf: PoolGenerator.today).matches == []
        )
        #expect(try view.search(assignment, limit: 300, asOf: PoolGenerator.today) == before)
    }

    @Test("Memory of replaced segments is freed with the last view of them")
    func reclaimed() throws {
        let world = try IndexWorld()
        let profiles = try world.profiles(0..<100)
        let index = try world.index(profiles)
        weak let segment = index.epoch.slots.first?.segment
        #expect(segment != nil)
        var view: IndexView? = index.view
        for profile in profiles { index.remove(profile.id) }
        index.maintain(on: PoolGenerator.today)
        #expect(segment != nil)
        #expect(view?.count == 100)
        view = nil
        #expect(segment == nil)
    }

    @Test("Maintenance merges what updates leave behind, and drops the dead")
    func merges() throws {
        let world = try IndexWorld()
        let index = try world.index([])
        for number in 0..<700 { try index.put(try world.pool.profile(number, skills: 1...2)) }
        let before = index.epoch.slots.count
        index.maintain(on: PoolGenerator.today)
        let after = index.epoch
        #expect(before >= 700 / MatchIndex.tailRowsMax)
        #expect(after.slots.count < 8)
        #expect(after.liveCount == 700)
        for number in 0..<400 { index.remove(try world.pool.profile(number, skills: 1...2).id) }
        index.maintain(on: PoolGenerator.today)
        let rows = index.epoch.slots.reduce(0) { $0 + $1.segment.rowCount }
        #expect(index.view.count == 300)
        #expect(rows < 450)
    }

    @Test("Writers that never call for maintenance do not pile up segments")
    func crowded() throws {
        let world = try IndexWorld()
        let index = try world.index([])
        let rows = MatchIndex.tailRowsMax * (MatchIndex.smallSegmentsMax + 40)
        let model = try world.pool.profile(0, skills: 1...1)
        for _ in 0..<rows { try index.put(try Profile(id: UUID(), skills: model.skills)) }
        #expect(index.epoch.slots.count <= MatchIndex.smallSegmentsMax + 8)
        #expect(index.view.count == rows)
    }

    @Test("Searches, writers and maintenance at once: every view is consistent in itself")
    func concurrent() async throws {
        let world = try IndexWorld()
        let index = try world.index(try world.profiles(0..<400, skills: 1...4))
        let assignment = try world.pool.assignment(2, requirements: 4)
        let writing = Countdown(3)
        try await withThrowingTaskGroup(of: Void.self) { group in
            for writer in 0..<3 {
                group.addTask {
                    defer { writing.finish() }
                    // Each writer owns the profiles whose number it is modulo 3.
                    for change in 1...150 {
                        let number = change * 7 % 130 * 3 + writer
                        let profile = try world.pool.profile(
                            number,
                            revision: change,
                            skills: 1...4
                        )
                        if change % 5 == 0 {
                            index.remove(profile.id)
                        } else {
                            try index.put(profile)
                            #expect(try index.view.profile(profile.id) == profile)
                        }
                    }
                }
            }
            group.addTask {
                while writing.isRunning {
                    index.maintain(on: PoolGenerator.today)
                    await Task.yield()
                }
            }
            for _ in 0..<2 {
                group.addTask {
                    while writing.isRunning {
                        let view = index.view
                        let all = try view.search(
                            assignment,
                            limit: 2000,
                            asOf: PoolGenerator.today
                        )
                        var living: [Profile] = []
                        for match in all.matches {
                            living.append(try #require(try view.profile(match.profile)))
                        }
                        #expect(Set(living.map(\.id)).count == living.count)
                        #expect(
                            world.ranking(living, assignment, limit: 2000) == all.matches
                        )
                        await Task.yield()
                    }
                }
            }
            try await group.waitForAll()
        }
    }
}

/// How many writers are still at it.
private final class Countdown: Sendable {
    private let left: Guarded<Int>
    init(_ count: Int) { left = Guarded(count) }
    func finish() { left.withLock { $0 -= 1 } }
    var isRunning: Bool { left.withLock { $0 > 0 } }
}
