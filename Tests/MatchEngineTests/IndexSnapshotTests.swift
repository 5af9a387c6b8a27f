import FoundationEssentials
import MatchPools
import MatchSnapshots
import Testing

@testable import MatchEngine

@Suite struct IndexSnapshotTests {
    private func snapshot(_ index: MatchIndex) -> [UInt8] {
        var sink = MemorySink()
        index.write(to: &sink)
        return sink.bytes
    }

    @Test("An index comes back from its snapshot with every profile and every ranking")
    func roundTrip() throws {
        let world = try IndexWorld()
        let profiles = try world.profiles(0..<2300)
        let index = try world.index(profiles)
        for number in 0..<40 { try index.put(try world.pool.profile(number * 9, revision: 1)) }
        for profile in profiles.suffix(50) { index.remove(profile.id) }
        let region = ByteRegion(copying: snapshot(index))
        let copy = try MatchIndex(snapshot: region, rules: world.rules)
        #expect(copy.view.count == index.view.count)
        for profile in profiles {
            #expect(try copy.view.profile(profile.id) == index.view.profile(profile.id))
        }
        for number in 0..<5 {
            let assignment = try world.pool.assignment(number)
            #expect(
                try copy.view.search(assignment, limit: 30, asOf: PoolGenerator.today)
                    == index.view.search(assignment, limit: 30, asOf: PoolGenerator.today)
            )
        }
        // What is read can be changed and written again.
        try copy.put(try world.pool.profile(5, revision: 3))
        copy.maintain(on: PoolGenerator.today)
        #expect(snapshot(copy).count > 1000)
    }

    @Test("A file that is mapped gives the same rankings")
    func mapped() throws {
        let world = try IndexWorld()
        let index = try world.index(try world.profiles(0..<2300))
        let path = "/tmp/vouch-snapshot-\(UUID().uuidString)"
        var file = try SnapshotFile(creating: path)
        try index.write(to: &file)
        try file.synchronize()
        defer { SnapshotFile.remove(path) }
        let copy = try MatchIndex(snapshot: try SnapshotFile.map(path), rules: world.rules)
        let assignment = try world.pool.assignment(1)
        #expect(
            try copy.view.search(assignment, limit: 30, asOf: PoolGenerator.today)
                == index.view.search(assignment, limit: 30, asOf: PoolGenerator.today)
        )
        #expect(throws: FileError.self) { _ = try SnapshotFile.map(path + "-missing") }
    }

    @Test("A pool written segment by segment reads as one that was loaded")
    func streamed() throws {
        let world = try IndexWorld(skills: 60)
        let count = Segment.rowsMax + 500
        var sink = MemorySink()
        try MatchIndex.write(
            count,
            rules: world.rules,
            base: PoolGenerator.today,
            to: &sink
        ) { try world.pool.profile($0, skills: 1...2) }
        let region = ByteRegion(copying: sink.bytes)
        let streamed = try MatchIndex(snapshot: region, rules: world.rules)
        #expect(streamed.view.count == count)
        #expect(streamed.epoch.slots.count == 2)
        let loaded = try world.index(
            try (0..<count).map { try world.pool.profile($0, skills: 1...2) }
        )
        let assignment = try world.pool.assignment(1, requirements: 3)
        #expect(
            try streamed.view.search(assignment, limit: 100, asOf: PoolGenerator.today)
                == loaded.view.search(assignment, limit: 100, asOf: PoolGenerator.today)
        )
    }

    @Test("Every changed byte is noticed, wherever it is")
    func flipped() throws {
        let world = try IndexWorld(skills: 30)
        let index = try world.index(try world.profiles(0..<3, skills: 1...3))
        index.remove(try world.pool.profile(1, skills: 1...3).id)
        let bytes = snapshot(index)
        #expect((200..<20_000).contains(bytes.count))
        for position in bytes.indices {
            var damaged = bytes
            damaged[position] ^= UInt8(1 << (position % 8))
            #expect(throws: SnapshotError.self) {
                _ = try MatchIndex(
                    snapshot: ByteRegion(copying: damaged),
                    rules: world.rules
                )
            }
        }
    }

    @Test("A snapshot that ends early or goes on too long is refused")
    func truncated() throws {
        let world = try IndexWorld(skills: 30)
        let bytes = snapshot(try world.index(try world.profiles(0..<3, skills: 1...3)))
        for count in bytes.indices {
            #expect(throws: SnapshotError.self) {
                _ = try MatchIndex(
                    snapshot: ByteRegion(copying: Array(bytes[..<count])),
                    rules: world.rules
                )
            }
        }
        #expect(throws: SnapshotError.malformed) {
            _ = try MatchIndex(
                snapshot: ByteRegion(copying: bytes + [0]),
                rules: world.rules
            )
        }
    }

    @Test("Other formats, policies and taxonomies are refused by name")
    func otherWorlds() throws {
        let world = try IndexWorld(skills: 30)
        let bytes = snapshot(try world.index(try world.profiles(0..<3, skills: 1...3)))
        let policy = try ScoringPolicy.standard.changed(to: "2") { $0.evidenceFloor = 0.25 }
        for other in [
            try IndexWorld(skills: 30, policy: policy), try IndexWorld(skills: 31),
            try IndexWorld(skills: 30, seed: 12),
        ] {
            #expect(throws: SnapshotError.otherRules) {
                _ = try MatchIndex(snapshot: ByteRegion(copying: bytes), rules: other.rules)
            }
        }
        var future = bytes
        future[8] += 1
        #expect(throws: SnapshotError.otherFormat) {
            _ = try MatchIndex(snapshot: ByteRegion(copying: future), rules: world.rules)
        }
        #expect(throws: SnapshotError.notASnapshot) {
            _ = try MatchIndex(
                snapshot: ByteRegion(copying: Array("no snapshot".utf8)),
                rules: world.rules
            )
        }
    }
}
